// Package unit is the gazetteer: Viet Nam's administrative units as they were on any date, what became
// of them, and the matcher that reads their names in the files localities send.
//
// It reads the CSV files of data/reference/units, from the binary or from a folder of the user's, and
// writes nothing. It promises three things. A name is resolved as of a date, so that "Bắc Ninh" is
// p27@2004 before 1/7/2025 and p24@2025 after it. More than one reading is "ambiguous" with the
// candidates, never a guess; a unit named after its end is "dissolved" with the successors, never a
// silent redirect. And a newer set of files that breaks the rules of Check can be refused with the
// reason.
//
// A unit id is <level letter><code>@<code list>. The list (2004 for QĐ 124/2004/QĐ-TTg, 2025 for QĐ
// 19/2025/QĐ-TTg) is part of the identity because codes were used again for other places: 24 was Bắc
// Giang and is Bắc Ninh.
package unit
