package ingest

import (
	"database/sql"
	"errors"
	"iter"
	"strings"
	"unicode/utf8"

	"nhipcau/internal/viet"
)

// parquet reads a Parquet file through the engine, every column as text.
func (r *reader) parquet() error {
	r.result.Format, r.result.Encoding = "parquet", string(viet.UTF8)
	found, err := r.walk(surface{rows: r.parquetRows(), records: true})
	if err == nil && !found {
		return headerMissing()
	}
	return err
}

func columnarBroken(err error) error {
	if _, ok := AsRefusal(err); ok || errors.Is(err, errStopped) {
		return err
	}
	return refuse("columnar_unreadable",
		"Không đọc được tệp Parquet hoặc Arrow: tệp hỏng hoặc bị cắt ngang. Xin gửi lại",
		"The Parquet or Arrow file cannot be read: damaged or cut off. Please send it again")
}

func (r *reader) parquetRows() iter.Seq2[sheetRow, error] {
	return func(yield func(sheetRow, error) bool) {
		from := r.dialect.Parquet([]string{r.file.Path})
		names, err := r.parquetColumns(from)
		if err != nil {
			yield(sheetRow{}, columnarBroken(err))
			return
		}
		var count int64 // the file's last bytes tell
		if err := r.work.QueryRowContext(r.ctx, "select count(*) from "+from).Scan(&count); err == nil && count > mostRows {
			yield(sheetRow{}, tooManyRows())
			return
		}
		if !yield(sheetRow{no: 0, cells: names}, nil) {
			return
		}
		list := make([]string, len(names))
		for i, n := range names {
			list[i] = "cast(" + r.dialect.Ident(n) + " as varchar)"
		}
		rows, err := r.work.QueryContext(r.ctx, "select "+strings.Join(list, ", ")+" from "+from+" order by file_row_number")
		if err != nil {
			yield(sheetRow{}, columnarBroken(err))
			return
		}
		defer rows.Close()
		for no := int64(1); rows.Next(); no++ {
			cells, err := scanTexts(rows, len(names))
			if !yield(sheetRow{no: no, cells: cells}, err) || err != nil {
				return
			}
		}
		if err := rows.Err(); err != nil {
			yield(sheetRow{}, columnarBroken(err))
		}
	}
}

func (r *reader) parquetColumns(from string) ([]string, error) {
	rows, err := r.work.QueryContext(r.ctx, "select * from "+from+" limit 0")
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	names, err := rows.Columns()
	if err != nil {
		return nil, err
	}
	var list []string
	for _, n := range names {
		if n != "file_row_number" {
			list = append(list, n)
		}
	}
	if len(list) == 0 {
		return nil, errors.New("no columns")
	}
	return list, nil
}

func scanTexts(rows *sql.Rows, n int) ([]string, error) {
	values := make([]sql.NullString, n)
	targets := make([]any, n)
	for i := range values {
		targets[i] = &values[i]
	}
	if err := rows.Scan(targets...); err != nil {
		return nil, err
	}
	cells := make([]string, n)
	for i, v := range values {
		cells[i] = typedText(v.String)
	}
	return cells, soundValues(cells)
}

// soundValues refuses what no cell of a register holds: a text longer than a book chapter, or bytes that are no text.
func soundValues(cells []string) error {
	for _, c := range cells {
		if len(c) > longestCell {
			return refuse("cell_too_long", "Có ô dài hơn 1 MiB: đó không phải giá trị của một sổ. Xin kiểm tra lại tệp", "A cell is longer than 1 MiB: no register has such a value. Please check the file")
		}
		if !utf8.ValidString(c) {
			return refuse("encoding_mixed", "Cột chữ của tệp có chỗ không phải UTF-8: xin xuất lại tệp", "A text column holds bytes that are not UTF-8: please write the file again")
		}
	}
	return nil
}

// typedText writes a typed value as text: a moment at midnight is a day, truth is có or không.
func typedText(s string) string {
	switch s {
	case "true":
		return "có"
	case "false":
		return "không"
	}
	if day, ok := strings.CutSuffix(s, " 00:00:00"); ok {
		return day
	}
	return s
}
