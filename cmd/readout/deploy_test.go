package main

import (
	"bytes"
	"encoding/json"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/prometheus/client_golang/prometheus"

	"readout/ledger"
	"readout/serve/alert"
	"readout/store/sqlite"
	"readout/work"
)

const deployFolder = repository + "/deploy"

// TestDeployCommands parses every command line in the deployment files.
func TestDeployCommands(t *testing.T) {
	list := regexp.MustCompile(`(?:command|args): (\["(?:worker|serve|queue|backup)".*\])`)
	unit := regexp.MustCompile(`(?m)^ExecStart=/usr/bin/readout (.*)$`)
	found := 0
	parse := func(file string, args []string) {
		found++
		if _, err := testParser(t).Parse(args); err != nil {
			t.Errorf("%s: readout %s: %v", file, strings.Join(args, " "), err)
		}
	}
	eachDeployFile(t, func(file string, raw []byte) {
		for _, m := range list.FindAllSubmatch(raw, -1) {
			var args []string
			if err := json.Unmarshal(m[1], &args); err != nil {
				t.Errorf("%s: %s: %v", file, m[1], err)
				continue
			}
			parse(file, args)
		}
		for _, m := range unit.FindAllSubmatch(raw, -1) {
			parse(file, strings.Fields(strings.NewReplacer("%H", "host", "%i", "1").Replace(string(m[1]))))
		}
	})
	if found < 6 {
		t.Errorf("only %d command lines found", found)
	}
}

// TestDeployMetrics checks that a worker exports every metric used by the alerts, the dashboard
// and the autoscaler.
func TestDeployMetrics(t *testing.T) {
	st, err := sqlite.Open(t.Context(), filepath.Join(t.TempDir(), "l.db"), sqlite.Options{})
	if err != nil {
		t.Fatal(err)
	}
	defer st.Close()
	q, err := work.Open(t.Context(), st, work.Options{})
	if err != nil {
		t.Fatal(err)
	}
	descs := make(chan *prometheus.Desc, 100)
	q.Collector().Describe(descs)
	close(descs)
	given := map[string]bool{"readout_request_seconds": true} // of serve
	desk, err := alert.Open(alert.Options{Ledger: ledger.New(st, ledger.Options{}),
		Path: filepath.Join(t.TempDir(), "alerts")})
	if err != nil {
		t.Fatal(err)
	}
	served := make(chan *prometheus.Desc, 100)
	desk.Describe(served)
	close(served)
	for d := range served {
		name, _, _ := strings.Cut(strings.TrimPrefix(d.String(), `Desc{fqName: "`), `"`)
		given[name] = true
	}
	for d := range descs {
		_, rest, _ := strings.Cut(d.String(), `fqName: "`)
		name, _, _ := strings.Cut(rest, `"`)
		given[name] = true
	}
	metric := regexp.MustCompile(`readout_[a-z_]+`)
	asked := 0
	eachDeployFile(t, func(file string, raw []byte) {
		for _, name := range metric.FindAllString(string(raw), -1) {
			asked++
			if !given[strings.TrimSuffix(name, "_bucket")] {
				t.Errorf("%s asks for %s, which nothing here gives", file, name)
			}
		}
	})
	if asked < 10 {
		t.Errorf("only %d metrics found", asked)
	}
}

// TestDeployDashboard parses the dashboard as JSON.
func TestDeployDashboard(t *testing.T) {
	raw, err := os.ReadFile(filepath.Join(deployFolder, "grafana/readout.json"))
	if err != nil {
		t.Fatal(err)
	}
	var d struct {
		Title  string `json:"title"`
		Panels []struct {
			Targets []struct {
				Expr string `json:"expr"`
			} `json:"targets"`
		} `json:"panels"`
	}
	if err := json.Unmarshal(raw, &d); err != nil {
		t.Fatal(err)
	}
	if d.Title == "" || len(d.Panels) < 8 {
		t.Errorf("%q with %d panels", d.Title, len(d.Panels))
	}
	for i, p := range d.Panels {
		if len(p.Targets) == 0 || strings.Count(p.Targets[0].Expr, "(") != strings.Count(p.Targets[0].Expr, ")") {
			t.Errorf("panel %d asks for %+v", i, p.Targets)
		}
	}
}

func eachDeployFile(t *testing.T, visit func(file string, raw []byte)) {
	t.Helper()
	err := filepath.WalkDir(deployFolder, func(path string, d os.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		raw, err := os.ReadFile(path)
		if err != nil {
			return err
		}
		if bytes.IndexByte(raw, '\t') >= 0 && filepath.Ext(path) == ".yaml" {
			t.Errorf("%s holds a tab", path)
		}
		visit(path, raw)
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
}
