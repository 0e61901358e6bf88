package ingest

import (
	"bufio"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"iter"
	"os"
	"strings"

	"nhipcau/internal/viet"
)

// deepestJSON bounds nesting: a record is flat, a table holds records, a file holds tables.
const deepestJSON = 32

// json reads records: an array of objects, one object a line, or an object whose members are such arrays. The file is read
// twice, first for the names of all columns.
func (r *reader) json() error {
	r.result.Format = "json"
	path, done, err := r.unicode()
	if err != nil {
		return err
	}
	defer done()
	var tables []*jsonTable
	byName := map[string]*jsonTable{}
	err = eachJSON(path, func(table string, keys, _ []string) error {
		t := byName[table]
		if t == nil {
			t = &jsonTable{name: table, at: map[string]int{}}
			byName[table] = t
			tables = append(tables, t)
		}
		return t.learn(keys)
	})
	if err != nil {
		return err
	}
	found := false
	for _, t := range tables {
		ok, err := r.walk(surface{name: t.name, rows: t.rows(path), records: true})
		if err != nil {
			return err
		}
		if found = found || ok; !ok {
			r.note(t.name, 0, "", t.name, "table_unknown", t.name)
		}
	}
	if !found {
		return headerMissing()
	}
	return nil
}

type jsonTable struct {
	name string
	keys []string
	at   map[string]int
}

func (t *jsonTable) learn(keys []string) error {
	for _, k := range keys {
		if _, ok := t.at[k]; !ok {
			t.at[k] = len(t.keys)
			t.keys = append(t.keys, k)
		}
	}
	if len(t.keys) > 500 {
		return refuse("json_unreadable", "Tệp JSON có quá nhiều tên trường", "The JSON has too many names of fields")
	}
	return nil
}

// rows gives the names as a header and each record as a row; records count from 1.
func (t *jsonTable) rows(path string) iter.Seq2[sheetRow, error] {
	return func(yield func(sheetRow, error) bool) {
		if !yield(sheetRow{no: 0, cells: t.keys}, nil) {
			return
		}
		no := int64(0)
		err := eachJSON(path, func(table string, keys, values []string) error {
			if table != t.name {
				return nil
			}
			no++
			row := sheetRow{no: no, cells: make([]string, len(t.keys))}
			given := map[string]bool{}
			for i, k := range keys {
				if given[k] && row.cells[t.at[k]] != values[i] { // no telling which is meant
					row.bad = k // not the values: it may be a field of persons
				}
				row.cells[t.at[k]], given[k] = values[i], true
			}
			if !yield(row, nil) {
				return errStopped
			}
			return nil
		})
		if err != nil && !errors.Is(err, errStopped) {
			yield(sheetRow{}, err)
		}
	}
}

// eachJSON visits every record of a file with its names and values as text.
func eachJSON(path string, visit func(table string, keys, values []string) error) error {
	f, err := os.Open(path)
	if err != nil {
		return err
	}
	defer f.Close()
	in := bufio.NewReaderSize(f, 1<<20)
	if head, err := in.Peek(len(byteOrderMark)); err == nil && string(head) == string(byteOrderMark) {
		in.Discard(len(byteOrderMark))
	}
	j := jsonReader{dec: json.NewDecoder(in), visit: visit}
	j.dec.UseNumber()
	for {
		token, err := j.dec.Token()
		if errors.Is(err, io.EOF) {
			return nil
		}
		if err != nil {
			return j.broken()
		}
		if err := j.top(token); err != nil {
			return err
		}
	}
}

type jsonReader struct {
	dec    *json.Decoder
	visit  func(table string, keys, values []string) error
	tops   int  // objects at the top of the file
	nested bool // one of them has tables inside and values beside them
}

// top reads one value at the top of the file.
func (j *jsonReader) top(token json.Token) error {
	switch token {
	case json.Delim('['):
		return j.records("")
	case json.Delim('{'):
		return j.fileOrRecord()
	}
	return notRecords()
}

// broken says where the text stops being JSON, and that NaN is none.
func (j *jsonReader) broken() error {
	at := j.dec.InputOffset()
	return refuse("json_unreadable",
		fmt.Sprintf("Tệp JSON sai cú pháp hoặc bị cắt ngang, sau ký tự thứ %d (NaN và Infinity không phải là JSON: hãy ghi null): xin gửi lại", at),
		fmt.Sprintf("The JSON is malformed or cut off behind character %d (NaN and Infinity are no JSON: write null): please send it again", at))
}

func notRecords() error {
	return refuse("json_unreadable",
		"Tệp JSON không phải là danh sách bản ghi: mỗi bản ghi là một đối tượng {\"tên cột\": giá trị}",
		"The JSON is no list of records: each record is an object {\"column\": value}")
}

// records reads the rest of an array of objects.
func (j *jsonReader) records(table string) error {
	for j.dec.More() {
		token, err := j.dec.Token()
		switch {
		case err != nil:
			return j.broken()
		case token == nil: // null: no record
			continue
		case token != json.Delim('{'):
			return notRecords()
		}
		var rec jsonRecord
		if err := j.object(&rec, "", 1); err != nil {
			return err
		}
		if err := j.visit(table, rec.keys, rec.values); err != nil {
			return err
		}
	}
	if _, err := j.dec.Token(); err != nil {
		return j.broken()
	}
	return nil
}

// fileOrRecord reads an object at the top: members that are arrays of objects are tables, else it is one record.
func (j *jsonReader) fileOrRecord() error {
	rec := jsonRecord{top: true}
	tables := 0
	for j.dec.More() {
		name, err := j.name()
		if err != nil {
			return err
		}
		token, err := j.dec.Token()
		if err != nil {
			return j.broken()
		}
		if token == json.Delim('[') {
			tables++
			if err := j.records(name); err != nil {
				return err
			}
			continue
		}
		if err := j.value(&rec, name, token, 1); err != nil {
			return err
		}
	}
	if _, err := j.dec.Token(); err != nil {
		return j.broken()
	}
	// Values beside the tables of a whole file are its title. Of a record among others they are the record, and would be lost.
	j.tops++
	j.nested = j.nested || tables+rec.tables > 0 && len(rec.keys) > 0
	switch {
	case j.tops > 1 && j.nested:
		return tablesInside()
	case tables+rec.tables == 0 && len(rec.keys) > 0:
		return j.visit("", rec.keys, rec.values)
	}
	return nil
}

func tablesInside() error {
	return refuse("json_too_deep", "Tệp JSON có bảng lồng trong dòng: mỗi dòng chỉ có giá trị đơn", "The JSON has tables inside records: a record holds plain values only")
}

type jsonRecord struct {
	keys, values []string
	top          bool // what stands around the tables of a file: {"data": {"items": [ … ]}}
	tables       int  // that were found inside
}

func (j *jsonReader) name() (string, error) {
	token, err := j.dec.Token()
	name, ok := token.(string)
	if err != nil || !ok {
		return "", j.broken()
	}
	return name, nil
}

// object reads the rest of an object into a record; a nested one under "outer.inner".
func (j *jsonReader) object(rec *jsonRecord, prefix string, depth int) error {
	if depth > deepestJSON {
		return refuse("json_too_deep", "Tệp JSON lồng quá nhiều lớp", "The JSON is nested too deep")
	}
	for j.dec.More() {
		name, err := j.name()
		if err != nil {
			return err
		}
		token, err := j.dec.Token()
		if err != nil {
			return j.broken()
		}
		if err := j.value(rec, prefix+name, token, depth); err != nil {
			return err
		}
	}
	if _, err := j.dec.Token(); err != nil {
		return j.broken()
	}
	return nil
}

func (j *jsonReader) value(rec *jsonRecord, name string, token json.Token, depth int) error {
	switch token {
	case json.Delim('{'):
		return j.object(rec, name+".", depth+1)
	case json.Delim('['):
		return j.list(rec, name, depth+1)
	}
	rec.keys, rec.values = append(rec.keys, name), append(rec.values, jsonText(token))
	return nil
}

// list joins the plain values of an array.
func (j *jsonReader) list(rec *jsonRecord, name string, depth int) error {
	if depth > deepestJSON {
		return refuse("json_too_deep", "Tệp JSON lồng quá nhiều lớp", "The JSON is nested too deep")
	}
	var texts []string
	for j.dec.More() {
		token, err := j.dec.Token()
		if err != nil {
			return j.broken()
		}
		if token == json.Delim('[') {
			if err := j.list(rec, name, depth+1); err != nil {
				return err
			}
			continue
		}
		if token == json.Delim('{') && rec.top && len(texts) == 0 {
			rec.tables++
			var one jsonRecord
			if err := j.object(&one, "", depth); err != nil {
				return err
			}
			if err := j.visit(name, one.keys, one.values); err != nil {
				return err
			}
			return j.records(name)
		}
		if token == json.Delim('{') {
			return tablesInside()
		}
		texts = append(texts, jsonText(token))
	}
	if _, err := j.dec.Token(); err != nil {
		return j.broken()
	}
	rec.keys, rec.values = append(rec.keys, name), append(rec.values, strings.Join(texts, "; "))
	return nil
}

// jsonText writes a value as a Vietnamese hand would: 7.32 is 7,32, true is có.
func jsonText(token json.Token) string {
	switch v := token.(type) {
	case string:
		return viet.Tidy(v)
	case json.Number:
		return cellStyle{}.written(v.String(), false)
	case bool:
		if v {
			return "có"
		}
		return "không"
	}
	return ""
}
