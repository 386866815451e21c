package api

import (
	"context"

	"github.com/danielgtaylor/huma/v2"

	"readout/ledger"
	"readout/ledger/ask"
	"readout/ledger/export"
)

// PersonList is everybody a name may mean.
type PersonList struct {
	People []ledger.Person `json:"people"`
}

// TopicList is what a person speaks about, most frequent first.
type TopicList struct {
	Topics []ledger.Topic `json:"topics"`
}

type PersonName struct {
	ID string `path:"id" minLength:"1" maxLength:"200" doc:"The id of a person, or a name, which selects the person most written about." example:"Oskeby"`
}

func (s *service) personRoutes(doc huma.API) {
	add(s, doc, route{Path: "/people", ID: "find-people", Tag: "people", Summary: "Everybody a name may mean",
		About: "Two people of the same name are two results."},
		func(ctx context.Context, in *struct {
			Name string `query:"name" required:"true" minLength:"1" maxLength:"200" example:"Tverdahl"`
		}) (PersonList, error) {
			people, err := s.l.People(ctx, in.Name)
			return PersonList{orEmpty(people)}, err
		}, func(p *PersonList) [][]string { return export.PeopleRows(p.People) })

	add(s, doc, route{Path: "/people/{id}", ID: "get-person", Tag: "people", Fails: []int{404},
		Summary: "One person: names and roles over time"},
		func(ctx context.Context, in *PersonName) (ledger.Person, error) { return s.l.Person(ctx, in.ID) },
		func(p *ledger.Person) [][]string { return export.PeopleRows([]ledger.Person{*p}) })

	add(s, doc, route{Path: "/people/{id}/said", ID: "get-said", Tag: "people", Fails: []int{404},
		Summary: "What one person said, and how it changed",
		About: "Utterances, not reports: the oldest first, each with its relation to an earlier one on the same point, " +
			"always with both texts."},
		func(ctx context.Context, in *struct {
			PersonName
			About string `query:"about" maxLength:"1000" doc:"Only utterances with these words." example:"document"`
			AsOfDay
		}) (ledger.Track, error) {
			f := StatementFilter{Query: in.About, AsOfDay: in.AsOfDay}
			if _, err := f.query(); err != nil {
				return ledger.Track{}, err
			}
			return s.o.Cache.Said(ctx, in.ID, in.About, in.AsOf)
		}, export.TrackRows)

	add(s, doc, route{Path: "/people/{id}/topics", ID: "get-topics", Tag: "people", Fails: []int{404},
		Summary: "What one person speaks about"},
		func(ctx context.Context, in *struct {
			PersonName
			AsOfDay
		}) (TopicList, error) {
			if err := ask.CheckAsOf(in.AsOf); err != nil {
				return TopicList{}, err
			}
			t, err := s.o.Cache.Said(ctx, in.ID, "", in.AsOf)
			return TopicList{orEmpty(t.Topics())}, err
		}, nil)
}
