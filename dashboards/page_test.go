package dashboards

import (
	"bytes"
	"io/fs"
	"path"
	"reflect"
	"strings"
	"testing"

	"nhipcau/internal/i18n"
)

// pagesByTemplate pairs every template with the struct its page fills.
var pagesByTemplate = map[string]any{
	"overview.html": overviewPage{}, "compare.html": comparePage{}, "localities.html": localitiesPage{}, "locality.html": localityPage{}, "topics.html": topicsPage{},
	"deadlines.html": deadlinesPage{}, "published.html": publishedPage{}, "methods.html": methodsPage{}, "data.html": dataPageView{}, "error.html": errorPage{}, "nothing.html": nothingPage{}, "check.html": checkView{},
}

// TestTemplatesFitTheirPages executes each template with its struct empty and filled: a field that does not exist, or a part
// called with something else, fails here and not before a reader.
func TestTemplatesFitTheirPages(t *testing.T) {
	all, err := parseTemplates()
	if err != nil {
		t.Fatal(err)
	}
	for name := range all.byName {
		page, ok := pagesByTemplate[name]
		if !ok {
			t.Errorf("%s has no page in this test", name)
			continue
		}
		for _, lang := range []i18n.Lang{i18n.Vi, i18n.En} {
			empty := reflect.New(reflect.TypeOf(page)).Elem()
			empty.FieldByName("Printer").Set(reflect.ValueOf(i18n.For(lang)))
			empty.FieldByName("Nav").Set(reflect.ValueOf([]navItem{{Label: "Tổng quan", Href: "/"}}))
			full := reflect.New(reflect.TypeOf(page)).Elem()
			fill(full, lang, 0)
			for state, v := range map[string]reflect.Value{"empty": empty, "full": full} {
				var b bytes.Buffer
				if err := all.execute(&b, name, v.Interface()); err != nil {
					t.Errorf("%s, %s, %s: %v", name, lang, state, err)
				}
				if s := b.String(); strings.Contains(s, "<no value>") || strings.Contains(s, "ZgotmplZ") {
					t.Errorf("%s, %s, %s: a value was left out or refused", name, lang, state)
				}
			}
		}
	}
}

// fill puts something into every field, so that every branch of a template is taken.
func fill(v reflect.Value, lang i18n.Lang, depth int) {
	// an embedded frame cannot be set itself, its fields can
	if v.Kind() != reflect.Struct && !v.CanSet() || depth > 8 {
		return
	}
	switch v.Kind() {
	case reflect.String:
		v.SetString("x")
	case reflect.Bool:
		v.SetBool(true)
	case reflect.Int, reflect.Int64:
		v.SetInt(1)
	case reflect.Float64:
		v.SetFloat(0.5)
	case reflect.Pointer:
		if v.Type() == reflect.TypeFor[*i18n.Printer]() {
			v.Set(reflect.ValueOf(i18n.For(lang)))
			return
		}
		v.Set(reflect.New(v.Type().Elem()))
		fill(v.Elem(), lang, depth+1)
	case reflect.Slice:
		v.Set(reflect.MakeSlice(v.Type(), 2, 2))
		for i := range 2 {
			fill(v.Index(i), lang, depth+1)
		}
	case reflect.Struct:
		for i := range v.NumField() {
			fill(v.Field(i), lang, depth+1)
		}
	}
}

// TestNothingInline: the policy would refuse it, so no template may hold it.
func TestNothingInline(t *testing.T) {
	names, err := fs.Glob(pageFiles, "pages/*.html")
	if err != nil || len(names) < len(pagesByTemplate) {
		t.Fatalf("templates %v: %v", names, err)
	}
	for _, name := range names {
		b, err := fs.ReadFile(pageFiles, name)
		if err != nil {
			t.Fatal(err)
		}
		text := strings.ToLower(string(b))
		for _, bad := range []string{" style=", "<style", " onclick", " onload", " hx-", "javascript:", "http://", "https://"} {
			if strings.Contains(text, bad) {
				t.Errorf("%s holds %q", path.Base(name), bad)
			}
		}
		if strings.Contains(text, "<script") && path.Base(name) != "layout.html" {
			t.Errorf("%s holds a script", path.Base(name))
		}
	}
}
