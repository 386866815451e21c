package source

import ("testing";"os";"fmt";"bufio")

func TestDump(t *testing.T) {
	f := os.Getenv("DUMP"); if f == "" { t.Skip() }
	raw, _ := os.ReadFile(f)
	raw, _ = decodePage(raw, Hint{})
	p := parsePage(raw)
	c := chunksOf(p)
	s := c.findBody(readMetadata(p))
	w := bufio.NewWriter(os.Stdout); defer w.Flush()
	path := func(i int32) (o string) { for n:=0; i > 0 && n<4; i,n = p.nodes[i].parent,n+1 { o = p.nodes[i].tag.String()+"."+p.get(i,attrClass)+"#"+p.get(i,attrID)+"("+fmt.Sprint(s.score[i])+") > "+o }; return }
	fmt.Fprintln(w, "container", s.container, path(s.container), "title", s.title, "prose", s.prose[0])
	for i := range c.chunks { k := &c.chunks[i]
		tx := c.str(k); if len(tx) > 90 { tx = tx[:90] }
		in := " "; if k.node >= s.container && k.node < p.nodes[s.container].end { in = "|" }
		kp := " "; if k.keep { kp = "+" }
		fmt.Fprintf(w, "%s%s k%d m%03x n%d l%d v%d %s\n", in, kp, k.kind, k.mark, k.len(), k.link, s.value(k), tx)
		if os.Getenv("P") != "" { fmt.Fprintln(w, "        ", path(k.node)) }
	}
}
