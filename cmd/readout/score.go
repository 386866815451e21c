package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"slices"
	"strings"

	"readout"
	"readout/article"
	"readout/doc"
	"readout/record"
	"readout/report"
	"readout/score"
	"readout/syntax"
	"readout/text"
)

// scoreCommand is "readout score".
type scoreCommand struct {
	What    []string `arg:"" optional:"" enum:"attribution,domain,trees,names,coref,times,dossiers,all" default:"all" help:"What to score: ${enum}."`
	Data    string   `required:"" placeholder:"DIR" help:"The folder of corpora, as docs/cards describe it."`
	Part    string   `enum:"dev,train" default:"dev" help:"Which part: ${enum}."`
	Errors  int      `placeholder:"N" help:"Show what was missed: of attribution the N worst articles, of times the first N."`
	Weights string   `placeholder:"DIR" help:"Score other weights than the program's own: words.bin and deep.bin of this folder."`
	Predict string   `placeholder:"FILE" help:"Also write the records of the attribution set here, one a line."`
}

// Help is shown by "readout score --help".
func (scoreCommand) Help() string {
	return `Reads public corpora and compares what is found with what people marked. Intervals are
95 %, by bootstrap over articles. The metrics are those their fields define: see docs/cards.`
}

// Run scores each thing asked for.
func (c *scoreCommand) Run(ctx context.Context, t terminal) error {
	core, err := openCore(c.Weights)
	if err != nil {
		return err
	}
	reader, err := readout.New(readout.Options{Core: core,
		Trees: slices.Contains(c.What, "trees") || slices.Contains(c.What, "all")})
	if err != nil {
		return err
	}
	s := scorer{scoreCommand: c, reader: reader, data: corpora(c.Data), w: t.out, t: t}
	steps := []struct {
		name string
		run  func(context.Context) error
	}{{"trees", s.trees}, {"names", s.names}, {"coref", s.coref}, {"times", s.times}, {"attribution", s.attribution},
		{"domain", s.domain},
		{"dossiers", s.dossiers}}
	for _, step := range steps {
		for _, what := range c.What {
			if what != step.name && what != "all" {
				continue
			}
			if ctx.Err() != nil {
				return ctx.Err()
			}
			if err := step.run(ctx); err != nil {
				return fmt.Errorf("scoring %s: %w", step.name, err)
			}
			break
		}
	}
	return nil
}

type scorer struct {
	*scoreCommand
	reader *readout.Reader
	data   corpora
	w      io.Writer
	t      terminal
}

// attribution scores PolNeAR.
func (s *scorer) attribution(ctx context.Context) error {
	golds, err := s.data.polnear(s.Part)
	if err != nil {
		return err
	}
	each := make([]score.AttributionFigures, len(golds))
	var all score.AttributionFigures
	var worst []score.Errors
	var records []*record.Record
	for i := range golds {
		g := &golds[i]
		a, err := plain(g.ID, g.Text, g.Date)
		if err != nil {
			return err
		}
		rec, err := s.reader.Read(ctx, a)
		if err != nil {
			return err
		}
		records = append(records, rec)
		found := flat(rec)
		each[i] = score.Attributions(g.Text, g.Attributions, found)
		all.Add(each[i])
		_, _, f1 := each[i].Whole[0].PRF()
		worst = append(worst, score.Errors{Article: g.ID, F1: f1, Pairs: pairs(g.Text, g.Attributions, found)})
	}
	fmt.Fprintf(s.w, "PolNeAR %s, %d articles\n", s.Part, len(golds))
	rows := func(kind string, names []string, pick func(*score.AttributionFigures) []score.Count) {
		for k, name := range names {
			p, r, f1 := pick(&all)[k].PRF()
			in := score.Bootstrap(len(each), 1, func(drawn []int) float64 {
				var sum score.AttributionFigures
				for _, i := range drawn {
					sum.Add(each[i])
				}
				_, _, f := pick(&sum)[k].PRF()
				return f
			})
			fmt.Fprintf(s.w, "%-6s %-9s P %5.1f  R %5.1f  F1 %5.1f  (%.1f to %.1f)\n", kind, name, p, r, f1, in.Low, in.High)
		}
	}
	roles := []string{"source", "cue", "content"}
	rows("token", roles, func(f *score.AttributionFigures) []score.Count { return f.Token[:] })
	rows("exact", roles, func(f *score.AttributionFigures) []score.Count { return f.Exact[:] })
	rows("soft", roles, func(f *score.AttributionFigures) []score.Count { return f.Soft[:] })
	rows("whole", []string{"all", "direct", "mixed", "indirect"}, func(f *score.AttributionFigures) []score.Count {
		return f.Whole[:]
	})
	s.confidence(golds, records)
	if s.Errors > 0 {
		if err := score.WriteWorst(s.w, worst, s.Errors, 58); err != nil {
			return err
		}
	}
	if s.Predict != "" {
		return s.predict(records)
	}
	return nil
}

// enoughRecall is the recall of whole attributions, in per cent, at which precision
// shows what the scores of statements are worth.
const enoughRecall = 45

// confidence tells how precise the surest statements are: those above the highest
// score that still finds enough of what is marked.
func (s *scorer) confidence(golds []score.GoldArticle, records []*record.Record) {
	for least := 0.98; least > 0; least -= 0.01 {
		var all score.AttributionFigures
		for i := range golds {
			all.Add(score.Attributions(golds[i].Text, golds[i].Attributions, surer(records[i], least)))
		}
		if p, r, _ := all.Whole[0].PRF(); r >= enoughRecall {
			fmt.Fprintf(s.w, "with a score of %.2f or more: whole P %.1f at R %.1f\n", least, p, r)
			return
		}
	}
}

// predict writes records as "read --format jsonl" does, for other scorers.
func (s *scorer) predict(records []*record.Record) error {
	e := exportCommand{Out: s.Predict}
	return e.write(s.t, func(w io.Writer) error {
		p := printer{w: w, format: "jsonl", parts: report.AllParts}
		for _, r := range records {
			if err := p.print(r); err != nil {
				return err
			}
		}
		return nil
	})
}

// flat is a record's statements as gold annotations are: those nested in others left out.
func flat(r *record.Record) []score.Attribution {
	return surer(r, 0)
}

// surer is the statements that say themselves to be at least so sure.
func surer(r *record.Record, least float64) []score.Attribution {
	var out []score.Attribution
	for i := range r.Statements {
		if st := &r.Statements[i]; st.NestedIn == "" && st.Score >= least {
			out = append(out, score.Attribution{Source: st.Source, Cue: st.Cue, Content: st.Content})
		}
	}
	return out
}

// pairs lays gold and found beside each other by cue.
func pairs(text string, gold, found []score.Attribution) []score.Pair {
	used := make([]bool, len(found))
	var out []score.Pair
	for i := range gold {
		p := score.Pair{Gold: words(text, &gold[i])}
		for k := range found {
			if !used[k] && touch(gold[i].Cue, found[k].Cue) {
				used[k], p.Found = true, words(text, &found[k])
				break
			}
		}
		if p.Gold != p.Found {
			out = append(out, p)
		}
	}
	for k := range found {
		if !used[k] {
			out = append(out, score.Pair{Found: words(text, &found[k])})
		}
	}
	return out
}

func touch(a, b []article.Span) bool {
	for _, x := range a {
		for _, y := range b {
			if x.Overlaps(y) {
				return true
			}
		}
	}
	return false
}

func words(text string, a *score.Attribution) string {
	cut := func(spans []article.Span) string {
		parts := make([]string, len(spans))
		for i, sp := range spans {
			parts[i] = text[sp.Start:sp.End]
		}
		return strings.Join(parts, " … ")
	}
	return fmt.Sprintf("[%s] %s: %s", cut(a.Source), cut(a.Cue), cut(a.Content))
}

// domain scores the second domain: attribution relations of GUM's news and interviews.
func (s *scorer) domain(ctx context.Context) error {
	articles, err := readCorpus(s.data, "ud/ud-gum-"+s.Part+".conllu.gz", func(r io.Reader) ([]score.GUMArticle, error) {
		return score.ReadGUM(r, "GUM_news_", "GUM_interview_")
	})
	if err != nil {
		return err
	}
	var all score.GUMFigures
	for i := range articles {
		a, err := plain(articles[i].ID, articles[i].Text, "")
		if err != nil {
			return err
		}
		rec, err := s.reader.Read(ctx, a)
		if err != nil {
			return err
		}
		all.Add(score.GUMAttributions(&articles[i], flat(rec)))
	}
	c := score.Card{Title: fmt.Sprintf("GUM %s, news and interviews, %d documents: attribution relations found", s.Part,
		len(articles)), Columns: []string{"relations", "P", "R", "F1", "marked", "found"}}
	c.AddPRF("either part by half", all.Either)
	c.AddPRF("content placed", all.Placed)
	return c.Write(s.w)
}

// trees scores tags and trees on gold tokens, document by document.
func (s *scorer) trees(context.Context) error {
	for _, bank := range []string{"ewt", "gum"} {
		trees, err := s.data.trees("ud/ud-" + bank + "-" + s.Part + ".conllu.gz")
		if err != nil {
			return err
		}
		var all score.Trees
		docs, gold := syntax.Documents(trees)
		for i, d := range docs {
			text.Quote(d)
			if err := s.reader.ReadSyntax(d); err != nil {
				return err
			}
			for _, sent := range d.Sentences {
				if err := all.Add(gold[i][sent.FirstToken:sent.EndToken], d.Words[sent.FirstToken:sent.EndToken]); err != nil {
					return err
				}
			}
		}
		if err := all.Card("UD English " + strings.ToUpper(bank) + " " + s.Part + ", gold tokens").Write(s.w); err != nil {
			return err
		}
	}
	return nil
}

// names scores names, corpus by corpus: of news, of other running text, and of two
// sets from an encyclopedia.
func (s *scorer) names(ctx context.Context) error {
	for _, set := range []struct {
		title string
		read  func() ([]score.GoldNames, error)
		make  func(*score.GoldNames) (*article.Article, error)
	}{
		{"GUM news", s.gumNames("GUM_news_"), textOf}, {"GUM interviews", s.gumNames("GUM_interview_"), textOf},
		{"PolNeAR against the names CoreNLP finds", func() ([]score.GoldNames, error) { return s.data.silverNames(s.Part) },
			textOf},
		{"Universal NER, EWT", s.columnNames("names/uner-ewt-" + s.Part + ".iob2.gz"), sentenceOf},
		{"Wikigold", s.columnNames("names/ner-wikigold-" + s.Part + ".conll.gz"), sentenceOf},
		{"CrossNER politics", s.columnNames("names/crossner-politics-" + s.Part + ".txt.gz"), sentenceOf},
	} {
		golds, err := set.read()
		if errors.Is(err, fs.ErrNotExist) {
			fmt.Fprintf(s.w, "%s %s: not in the folder\n\n", set.title, s.Part)
			continue
		}
		if err != nil {
			return err
		}
		f, err := s.nameFigures(ctx, golds, set.make)
		if err != nil {
			return err
		}
		if err := f.Card(set.title + ", " + s.Part).Write(s.w); err != nil {
			return err
		}
	}
	return nil
}

func textOf(g *score.GoldNames) (*article.Article, error) { return plain(g.ID, g.Text, "") }

func sentenceOf(g *score.GoldNames) (*article.Article, error) { return sentence(g.ID, g.Text), nil }

func (s *scorer) columnNames(file string) func() ([]score.GoldNames, error) {
	return func() ([]score.GoldNames, error) {
		return readCorpus(s.data, file, func(r io.Reader) ([]score.GoldNames, error) { return score.ReadColumns(r, file) })
	}
}

func (s *scorer) gumNames(genre string) func() ([]score.GoldNames, error) {
	return func() ([]score.GoldNames, error) {
		chains, err := s.chains(genre)
		var golds []score.GoldNames
		for i := range chains {
			golds = append(golds, chains[i].Names())
		}
		return golds, err
	}
}

func (s *scorer) nameFigures(ctx context.Context, golds []score.GoldNames,
	make func(*score.GoldNames) (*article.Article, error)) (score.NameFigures, error) {
	var all score.NameFigures
	finder := s.reader.People()
	for i := range golds {
		a, err := make(&golds[i])
		if err != nil {
			return all, err
		}
		d, err := s.reader.ReadDoc(ctx, a)
		if err != nil {
			return all, err
		}
		var found []score.NameSpan
		for _, m := range finder.Names(d) {
			found = append(found, score.NameSpan{Span: m.Span, Kind: m.Kind})
		}
		all.Add(score.Names(golds[i].Names, found))
	}
	return all, nil
}

func (s *scorer) chains(prefixes ...string) ([]score.GoldChains, error) {
	return readCorpus(s.data, "ud/ud-gum-"+s.Part+".conllu.gz", func(r io.Reader) ([]score.GoldChains, error) {
		return score.ReadChains(r, prefixes...)
	})
}

// coref scores GUM's chains and GAP's pronouns.
func (s *scorer) coref(ctx context.Context) error {
	chains, err := s.chains("GUM_news_", "GUM_interview_")
	if err != nil {
		return err
	}
	var all score.CorefFigures
	for i := range chains {
		a, err := plain(chains[i].ID, chains[i].Text, "")
		if err != nil {
			return err
		}
		d, err := s.reader.ReadDoc(ctx, a)
		if err != nil {
			return err
		}
		all.Add(score.Coref(goldChains(&chains[i]), s.reader.People().Chains(d)))
	}
	if err := all.Card("GUM " + s.Part + ", news and interviews, without singletons").Write(s.w); err != nil {
		return err
	}
	if err := s.splitPeople(ctx); err != nil {
		return err
	}
	rows, err := readCorpus(s.data, "coref/gap-development.tsv.gz", score.ReadGAP)
	if err != nil {
		return err
	}
	var gap score.GAPFigures
	for i := range rows {
		g := &rows[i]
		d, err := s.reader.ReadDoc(ctx, sentence(g.ID, g.Text))
		if err != nil {
			return err
		}
		e := entityAt(d, g.Pronoun)
		gap.Add(g, e >= 0 && entityAt(d, g.A) == e, e >= 0 && entityAt(d, g.B) == e)
	}
	return gap.Card("GAP development").Write(s.w)
}

// splitPeople tells in how many articles of PolNeAR one person is two.
func (s *scorer) splitPeople(ctx context.Context) error {
	golds, err := s.data.polnear(s.Part)
	if err != nil {
		return err
	}
	split := 0
	for i := range golds {
		a, err := plain(golds[i].ID, golds[i].Text, golds[i].Date)
		if err != nil {
			return err
		}
		d, err := s.reader.ReadDoc(ctx, a)
		if err != nil {
			return err
		}
		if score.SplitPeople(d.Entities) > 0 {
			split++
		}
	}
	fmt.Fprintf(s.w, "PolNeAR %s: somebody is two people in %d of %d articles\n", s.Part, split, len(golds))
	return nil
}

func goldChains(g *score.GoldChains) [][]article.Span {
	chains := make(map[int][]article.Span)
	var order []int
	for _, m := range g.Mentions {
		if chains[m.Chain] == nil {
			order = append(order, m.Chain)
		}
		chains[m.Chain] = append(chains[m.Chain], m.Span)
	}
	out := make([][]article.Span, 0, len(order))
	for _, c := range order {
		out = append(out, chains[c])
	}
	return out
}

// entityAt is the entity of the narrowest mention over a span, or -1.
func entityAt(d *doc.Doc, sp article.Span) int {
	best, size := -1, len(d.Text)+1
	for i := range d.Mentions {
		m := &d.Mentions[i]
		if m.Entity >= 0 && (m.Span.Contains(sp) || m.Name.Overlaps(sp)) && m.Len() < size {
			best, size = m.Entity, m.Len()
		}
	}
	return best
}

// timeMisses shows what differs in one article, a line each: the words and value
// that were marked, then those that were found.
func (s *scorer) timeMisses(g *score.TimeML, d *doc.Doc, misses []score.TimexMiss) {
	fmt.Fprintf(s.w, "%s, of %s\n", g.ID, d.Published)
	for _, m := range misses {
		gold, found, at := "-", "-", article.Span{}
		if m.Gold != nil {
			at = m.Gold.Span
			gold = fmt.Sprintf("%q %s %s", g.Text[at.Start:at.End], m.Gold.Type, m.Gold.Value)
		}
		if m.Found != nil {
			at = m.Found.Span
			found = fmt.Sprintf("%q %s %s, %s", d.Cut(at), m.Found.Type, m.Found.Value, m.Found.By)
		}
		fmt.Fprintf(s.w, "  %-50s %-60s %q\n", gold, found, s.around(g.Text, at))
	}
}

// around is the words beside a span, cut at characters.
func (s *scorer) around(text string, sp article.Span) string {
	const reach = 40
	return strings.ToValidUTF8(text[max(0, sp.Start-reach):min(len(text), sp.End+reach)], "")
}

// times scores TempEval-3.
func (s *scorer) times(ctx context.Context) error {
	docs, err := s.data.timeML(s.Part)
	if err != nil {
		return err
	}
	var all score.TimexScore
	shown := 0
	for _, g := range docs {
		a, err := plain(g.ID, g.Text, g.Published)
		if err != nil {
			return err
		}
		d, err := s.reader.ReadDoc(ctx, a)
		if err != nil {
			return err
		}
		misses := all.Add(g.Times, d.Times)
		if shown < s.Errors && len(misses) > 0 {
			shown++
			s.timeMisses(g, d, misses)
		}
	}
	fmt.Fprintf(s.w, "TempEval-3 %s, %d articles: strict F1 %.1f  relaxed F1 %.1f  type F1 %.1f  value F1 %.1f\n", s.Part,
		len(docs),
		all.F1(all.Strict), all.F1(all.Relaxed), all.F1(all.Type), all.F1(all.Value))
	return nil
}
