// Package simulate writes registers (sổ theo dõi) of direct dialogues as localities would send them: any number of
// opinions, the same bytes for the same seed, every row marked "mô phỏng" in its last column.
//
// It reads the units over time (reference/units/unit_version.csv in Config.Data), writes CSV files into Config.Out and
// promises: nothing but CSV in that folder, memory that does not grow with the number of opinions, and a Truth that was
// counted while writing, so that a test can recount the files without this code.
//
// Files come in pairs, one a province and year: bac-giang-2019-cuoc-doi-thoai.csv (sessions) and bac-giang-2019-y-kien.csv (opinions),
// under the template's labels. In 2025, when old and new provinces may share a name, the halves of the year are kept apart.
// A session code (Mã cuộc) is unique over all files of a run.
//
// # The world
//
// The registers must look like a country with structure, or the charts would be tested on noise. What is published
// is taken from domain.md §1-§3; everything else is INVENTION, chosen to be plausible, and says nothing about any real place.
//
// Published, and followed:
//   - Bắc Giang 2019: 7,320 opinions exactly, more than 700 sessions, about 34 thousand attendees, just under 90% resolved by
//     23/1/2020. That province-year is written at natural scale whenever the request has room for it; Truth says if not.
//   - 6-12 opinions a session at commune level, 16-53 at district level; 93 attendees in a ward, 120-262 in a district.
//   - Kinds: Hà Nội 2018 had 433 regular and 173 extraordinary commune sessions.
//   - Places are real units on the session's date: 63 provinces with districts before 1/7/2025, 34 without after.
//   - About a tenth of opinions are "Khác" (17% in Bắc Kạn).
//
// INVENTION:
//   - sessions per commune (2.9 a year), district (3) and province (4); the months; fewer sessions in 2020 and 2021;
//   - topic weights and their yearly drift (topics.csv), how each province leans, and the bursts (Truth.Bursts);
//   - notices: log-normal, median 7 days, 8% never issued; replies: log-normal from the notice, median 20 days;
//   - clustering: each session draws its own shares from beta distributions (so counts are beta-binomial) and its own pace;
//   - three in five provinces share exactly the same parameters, the rest are faster or slower (Truth.Provinces): a fair
//     comparison should find no difference inside the first group.
//
// # The mess
//
// Unless Config.Tidy, cells are spelled as clerks spell them: "TP.", "P.", "H.", capitals, NFD, d/m/yyyy beside dd.mm.yyyy and ISO,
// "06" for 6, synonyms of statuses, trailing spaces, empty optional cells, a byte order mark and CRLF in some files. All of it is
// valid: a correct ingest rejects nothing. Config.Faults adds rows on top of the N good ones that must not pass; Truth lists them.
//
// Organs as hosts (sở, đảng ủy trực thuộc) and channels other than đối thoại are not simulated.
package simulate
