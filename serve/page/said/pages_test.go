package said_test

import (
	"testing"

	"readout/serve/page"
	"readout/serve/page/pagetest"
)

func TestSaid(t *testing.T) {
	s := pagetest.New(t, page.Options{})
	statement := s.First(t, "/search?q=gas", "/statement/")
	s.Holds(t, statement, "/article/")
	s.Holds(t, statement+"/wordings.csv", ",")
	s.Holds(t, "/cite/"+statement[len("/statement/"):], "[")
	s.Refuses(t, "/statement/nothing", 404)
	s.Refuses(t, "/cite/nothing", 404)
	s.Holds(t, "/check")
	s.Holds(t, "/check?words=It+is+a+commercial+matter&by=Dravitsyn", "commercial")
	s.Holds(t, "/check?words=Nobody+said+these+words+of+mine", "ot found")
	s.Refuses(t, "/check?words=%22%22", 400)
}
