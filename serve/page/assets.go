package page

import (
	"bytes"
	"crypto/sha256"
	"embed"
	"encoding/base64"
	"mime"
	"net/http"
	"path"
	"strings"
	"time"

	"readout/serve/page/frame"
)

//go:embed assets/*
var assetFiles embed.FS

// assets are the embedded files, each under a name with its hash, so that a browser
// never asks again for one it has.
type assets struct {
	byName map[string]string // style.css: style.Xy12.css
	files  map[string][]byte // by hashed name
}

func newAssets() assets {
	a := assets{byName: map[string]string{}, files: map[string][]byte{}}
	list, _ := assetFiles.ReadDir("assets") // embedded: cannot fail
	for _, f := range list {
		body, _ := assetFiles.ReadFile("assets/" + f.Name())
		sum := sha256.Sum256(body)
		ext := path.Ext(f.Name())
		hashed := strings.TrimSuffix(f.Name(), ext) + "." + base64.RawURLEncoding.EncodeToString(sum[:6]) + ext
		a.byName[f.Name()], a.files[hashed] = hashed, body
	}
	return a
}

// path is the address of an asset.
func (a assets) path(name string) string { return "/static/" + a.byName[name] }

// routes are the addresses of files.
func (a assets) routes() []frame.Route {
	return []frame.Route{
		{Pattern: "GET /static/{file}", Show: a.serve},
		{Pattern: "GET /favicon.ico", Show: a.icon},
		{Pattern: "GET /robots.txt", Show: a.robots},
	}
}

func (a assets) serve(w http.ResponseWriter, r *http.Request) error {
	name := r.PathValue("file")
	body, ok := a.files[name]
	if !ok {
		return frame.ErrNoPage
	}
	w.Header().Set("Content-Type", mime.TypeByExtension(path.Ext(name)))
	w.Header().Set("Cache-Control", "public, max-age=31536000, immutable")
	http.ServeContent(w, r, "", time.Time{}, bytes.NewReader(body))
	return nil
}

// icon is what browsers ask for unasked.
func (a assets) icon(w http.ResponseWriter, r *http.Request) error {
	http.Redirect(w, r, a.path("icon.svg"), http.StatusMovedPermanently)
	return nil
}

// robots keeps crawlers out: a ledger holds texts under copyright.
func (a assets) robots(w http.ResponseWriter, _ *http.Request) error {
	w.Header().Set("Content-Type", "text/plain; charset=utf-8")
	w.Write([]byte("User-agent: *\nDisallow: /\n"))
	return nil
}
