package semantic_test

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"nhipcau/data"
	"nhipcau/internal/engine"
	"nhipcau/internal/engine/duckdb"
	"nhipcau/internal/semantic"
	"nhipcau/pipeline"
)

// scratch holds what all tests share; it goes with them.
var scratch string

func TestMain(m *testing.M) {
	var err error
	if scratch, err = os.MkdirTemp("", "semantic"); err != nil {
		panic(err)
	}
	code := m.Run()
	os.RemoveAll(scratch)
	os.Exit(code)
}

// world is a small country made by hand, read as if localities had sent it. What it holds:
//
//   - Bắc Giang (to be Bắc Ninh), 2024: a commune with 2 sessions and a district with 1; Bắc Ninh sent nothing;
//   - Ninh Bình, Hà Nam, Nam Định (to be Ninh Bình), 2024: one commune each, so the new province is whole;
//   - a session without any opinion, a session without a kind, one of another channel, simulated rows beside registers.
const worldSessions = `session_code,unit,parent,held_on,kind,channel,attendees,opinions_before,opinions_at,host_is_head,mode,notice_on,simulated
A1,Xã Việt Ngọc,"huyện Tân Yên, tỉnh Bắc Giang",2024-03-05,định kỳ,đối thoại,100,2,1,có,trực tiếp,2024-03-10,
A2,Xã Việt Ngọc,"huyện Tân Yên, tỉnh Bắc Giang",2024-09-05,đột xuất,đối thoại,,,2,không,trực tuyến,,
A3,Huyện Tân Yên,tỉnh Bắc Giang,2024-12-20,,đối thoại,60,,,,,,
A4,Xã Việt Ngọc,"huyện Tân Yên, tỉnh Bắc Giang",2024-05-05,định kỳ,tiếp xúc cử tri,900,,5,có,trực tiếp,,
B1,Thành phố Hoa Lư,tỉnh Ninh Bình,2024-04-01,định kỳ,đối thoại,50,,1,có,trực tiếp,,
C1,Thành phố Phủ Lý,tỉnh Hà Nam,2024-04-01,định kỳ,đối thoại,50,,1,có,trực tiếp,,
D1,Thành phố Nam Định,tỉnh Nam Định,2024-04-01,định kỳ,đối thoại,50,,1,có,trực tiếp,,
S1,Xã Việt Ngọc,"huyện Tân Yên, tỉnh Bắc Giang",2024-03-06,định kỳ,đối thoại,5000,,3,có,trực tiếp,,mô phỏng
`

const worldOpinions = `session_code,unit,parent,held_on,opinion_no,topic,collected,authority,answered_at_session,replied_on,resolved_on,outcome,forwarded_on,simulated
A1,Xã Việt Ngọc,"huyện Tân Yên, tỉnh Bắc Giang",2024-03-05,1,Đất đai,trước,đúng thẩm quyền,,2024-03-20,2024-04-14,đã giải quyết,,
A1,Xã Việt Ngọc,"huyện Tân Yên, tỉnh Bắc Giang",2024-03-05,2,Đất đai,trước,,có,,,đã giải trình,,
A1,Xã Việt Ngọc,"huyện Tân Yên, tỉnh Bắc Giang",2024-03-05,3,Môi trường,tại,,,,2024-04-15,đã giải quyết,,
A2,Xã Việt Ngọc,"huyện Tân Yên, tỉnh Bắc Giang",2024-09-05,1,Môi trường,tại,,,,,đang giải quyết,,
A2,Xã Việt Ngọc,"huyện Tân Yên, tỉnh Bắc Giang",2024-09-05,2,,,,,,,đã giải quyết,,
B1,Thành phố Hoa Lư,tỉnh Ninh Bình,2024-04-01,1,Đất đai,tại,,,,2024-04-05,đã giải quyết,,
C1,Thành phố Phủ Lý,tỉnh Hà Nam,2024-04-01,1,Đất đai,tại,,,,,chưa giải quyết,,
D1,Thành phố Nam Định,tỉnh Nam Định,2024-04-01,1,Đất đai,tại,,,,,,2024-04-10,
S1,Xã Việt Ngọc,"huyện Tân Yên, tỉnh Bắc Giang",2024-03-06,1,Đất đai,tại,,,,2024-03-07,đã giải quyết,,mô phỏng
S1,Xã Việt Ngọc,"huyện Tân Yên, tỉnh Bắc Giang",2024-03-06,2,Đất đai,tại,,,,2024-03-07,đã giải quyết,,mô phỏng
S1,Xã Việt Ngọc,"huyện Tân Yên, tỉnh Bắc Giang",2024-03-06,3,Đất đai,tại,,,,2024-03-07,đã giải quyết,,mô phỏng
`

var asOf = time.Date(2024, 12, 31, 0, 0, 0, 0, time.UTC)

var world = sync.OnceValues(func() (engine.Work, error) {
	return built(context.Background(), engine.Options{}, map[string]string{"session": worldSessions, "opinion": worldOpinions})
})

func handmade(t testing.TB) (engine.Work, *semantic.Catalog) {
	t.Helper()
	w, err := world()
	if err != nil {
		t.Fatal(err)
	}
	c, err := semantic.Load(t.Context(), w, asOf)
	if err != nil {
		t.Fatal(err)
	}
	return w, c
}

// built makes all tables in memory from CSV texts of received rows.
func built(ctx context.Context, o engine.Options, raw map[string]string) (engine.Work, error) {
	e := duckdb.New()
	w, err := e.Work(ctx, "", o)
	if err != nil {
		return nil, err
	}
	parsed := map[string][]string{}
	for table, text := range raw {
		path, err := received(ctx, w, table, text)
		if err != nil {
			return nil, err
		}
		parsed[table] = []string{path}
	}
	tables, err := pipeline.Prepare(ctx, w, e.Dialect(), pipeline.Source{AsOf: asOf, Reference: data.FS, Parsed: parsed})
	if err != nil {
		return nil, err
	}
	if err := errors.Join(pipeline.Topics(ctx, w), pipeline.Build(ctx, w, tables, pipeline.Abreast, nil)); err != nil {
		return nil, err
	}
	return w, pipeline.Rollups(ctx, w)
}

// received writes rows as ingest would have: columns the text does not name are empty.
func received(ctx context.Context, w engine.Work, table, text string) (string, error) {
	columns, err := pipeline.RegisterColumns(data.FS)
	if err != nil {
		return "", err
	}
	if err := pipeline.LoadCSV(ctx, w, "main", "given_"+table, strings.NewReader(text)); err != nil {
		return "", err
	}
	header, _, _ := strings.Cut(text, "\n")
	given := strings.Split(header, ",")
	query := fmt.Sprintf("select '%s' as file_sha, '' as sheet, cast(null as bigint) as row_no, cast(2 as bigint) as row_base", strings.Repeat(table[:1], 64))
	for _, c := range columns[table] {
		if !slices.Contains(given, c) {
			c = "cast(null as varchar) as " + c
		}
		query += ", " + c
	}
	dir, err := os.MkdirTemp(scratch, "received")
	if err != nil {
		return "", err
	}
	path := filepath.Join(dir, table+".parquet")
	return path, w.WriteParquet(ctx, query+" from main.given_"+table, path)
}

func run(t testing.TB, q semantic.Query) semantic.Result {
	t.Helper()
	w, c := handmade(t)
	if q.Origin == "" {
		q.Origin = "register"
	}
	r, err := c.Run(t.Context(), w, q)
	if err != nil {
		t.Fatal(err)
	}
	return r
}

// numbers lists every value of a metric as "key key: num/den".
func numbers(r semantic.Result, metric int) []string {
	var list []string
	for _, row := range r.Rows {
		v := row.Values[metric]
		list = append(list, fmt.Sprintf("%s: %d/%d", strings.Join(row.Keys, " "), v.Num, v.Den))
	}
	return list
}
