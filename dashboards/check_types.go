package dashboards

import "context"

// Checker reads files as taking them in would, and stores nothing. The pages know no more of it than this: what reads files is
// wired to them from outside (Config.Check).
type Checker interface {
	// Check reports on files that were handed in together. It writes below dir only, which is removed when the answer is out.
	// Its words are in ask.Lang. What is wrong with a file is part of the report; an error is a fault of ours or of time.
	Check(ctx context.Context, dir string, ask CheckRequest) (CheckReport, error)
}

// CheckRequest is what to check.
type CheckRequest struct {
	Files []CheckFile `json:"files"`
	Lang  string      `json:"lang"`
	Back  string      `json:"back,omitempty"` // where to write the files with their problem cells marked; empty: nowhere
}

// CheckFile is one file on disk. Name is the sender's and no path of ours; Map is the path of its column map, empty when it has none.
type CheckFile struct {
	Name string `json:"name"`
	Path string `json:"path"`
	Map  string `json:"map,omitempty"`
}

// CheckReport is what is said about the files, in their order.
type CheckReport struct {
	Files    []CheckedFile `json:"files"`
	BackName string        `json:"back_name,omitempty"` // what the marked files are called: one .xlsx, or a .zip of them
}

// CheckedFile is what would become of one file. Accepted + Rejected = Received.
type CheckedFile struct {
	Name     string           `json:"name"`
	Refused  string           `json:"refused,omitempty"` // why the whole file would not be taken in
	Twice    bool             `json:"twice,omitempty"`   // the same bytes as an earlier file of the request
	Format   string           `json:"format,omitempty"`
	Encoding string           `json:"encoding,omitempty"`
	Bytes    int64            `json:"bytes"`
	Received int64            `json:"received"`
	Accepted int64            `json:"accepted"`
	Rejected int64            `json:"rejected"`
	Warned   int64            `json:"warned"`
	Door     []string         `json:"door,omitempty"` // what was done while reading: columns dropped, texts masked
	Tables   []CheckedTable   `json:"tables,omitempty"`
	Findings []CheckedFinding `json:"findings,omitempty"` // by severity, sheet, row, column
	More     int64            `json:"more,omitempty"`     // how many more there are
}

// CheckedTable is how one header was read.
type CheckedTable struct {
	Sheet   string          `json:"sheet,omitempty"`
	Kind    string          `json:"kind"` // session | opinion | aggregate
	Line    int64           `json:"line"` // its last row; 0: the format has names and no header row
	Columns []CheckedColumn `json:"columns"`
}

// CheckedColumn is one column of a header.
type CheckedColumn struct {
	Letter string `json:"letter"`
	Words  string `json:"words"`
	Label  string `json:"label,omitempty"`
	Fate   string `json:"fate"` // read | unknown | twice | personal
}

// CheckedFinding is one thing to look at.
type CheckedFinding struct {
	Reject  bool   `json:"reject"`
	Rule    string `json:"rule"`
	Message string `json:"message"`
	Sheet   string `json:"sheet,omitempty"`
	Row     int64  `json:"row,omitempty"` // 0: the whole file
	Cell    string `json:"cell,omitempty"`
	Column  string `json:"column,omitempty"`
	Value   string `json:"value,omitempty"`
}
