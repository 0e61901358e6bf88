-- The functions a researcher needs to get the product's own intervals in SQL: each equals its namesake in internal/stat, which a test
-- holds over a grid and over the published vectors. Counts that cannot be x of n, and n = 0, give null: never 0%.
-- z is the normal quantile: 1.959963984540054 for 95%, 3.090232306167813 for 99.8%.

-- Wilson score interval (Wilson 1927; Newcombe 1998). Exactly 0 at 0/n, exactly 1 at n/n.
create macro wilson_lower(x, n, z := 1.959963984540054) as
    case when x >= 0 and x <= n and n > 0 then
        greatest(0, least(x / cast(n as double),
            (x / cast(n as double) + z * z / (2 * cast(n as double))) / (1 + z * z / cast(n as double))
            - z / (1 + z * z / cast(n as double)) * sqrt(greatest(0, x / cast(n as double) * (1 - x / cast(n as double)) / cast(n as double) + z * z / (4 * cast(n as double) * cast(n as double)))))) end;
create macro wilson_upper(x, n, z := 1.959963984540054) as
    case when x >= 0 and x <= n and n > 0 then
        least(1, greatest(x / cast(n as double),
            (x / cast(n as double) + z * z / (2 * cast(n as double))) / (1 + z * z / cast(n as double))
            + z / (1 + z * z / cast(n as double)) * sqrt(greatest(0, x / cast(n as double) * (1 - x / cast(n as double)) / cast(n as double) + z * z / (4 * cast(n as double) * cast(n as double)))))) end;

-- Difference of two rates p1 - p2 by Newcombe's hybrid score method (1998, method 10). They differ where 0 lies outside.
create macro newcombe_lower(x1, n1, x2, n2, z := 1.959963984540054) as
    case when x1 >= 0 and x1 <= n1 and n1 > 0 and x2 >= 0 and x2 <= n2 and n2 > 0 then greatest(-1, x1 / cast(nullif(n1, 0) as double) - x2 / cast(nullif(n2, 0) as double)
        - sqrt(pow(x1 / cast(nullif(n1, 0) as double) - wilson_lower(x1, n1, z), 2) + pow(wilson_upper(x2, n2, z) - x2 / cast(nullif(n2, 0) as double), 2))) end;
create macro newcombe_upper(x1, n1, x2, n2, z := 1.959963984540054) as
    case when x1 >= 0 and x1 <= n1 and n1 > 0 and x2 >= 0 and x2 <= n2 and n2 > 0 then least(1, x1 / cast(nullif(n1, 0) as double) - x2 / cast(nullif(n2, 0) as double)
        + sqrt(pow(wilson_upper(x1, n1, z) - x1 / cast(nullif(n1, 0) as double), 2) + pow(x2 / cast(nullif(n2, 0) as double) - wilson_lower(x2, n2, z), 2))) end;

-- Design effect of k sessions from the sums metrics.by_province and metrics.by_unit keep: sum(k), sum(num), sum(den), sum(num_num),
-- sum(num_den), sum(den_den). Null for one session, or when all opinions fell the same way.
create macro design_effect(k, x, n, xx, xn, nn) as
    case when k > 1 and n > 0 and x > 0 and x < n then
        k / cast(k - 1 as double)
        * (case when xx - 2 * (x / cast(n as double)) * xn + pow(x / cast(n as double), 2) * nn < 1e-12 * (xx + pow(x / cast(n as double), 2) * nn) then 0
                else xx - 2 * (x / cast(n as double)) * xn + pow(x / cast(n as double), 2) * nn end)
        / pow(cast(n as double), 2) / (x / cast(n as double) * (1 - x / cast(n as double)) / cast(n as double)) end;
-- Wilson on what n is worth when opinions of one session are not independent (stats/methods.md §3.2).
create macro clustered_lower(k, x, n, xx, xn, nn, z := 1.959963984540054) as
    wilson_lower(least(x / greatest(1, coalesce(design_effect(k, x, n, xx, xn, nn), 1)), n / greatest(1, coalesce(design_effect(k, x, n, xx, xn, nn), 1))),
        n / greatest(1, coalesce(design_effect(k, x, n, xx, xn, nn), 1)), z);
create macro clustered_upper(k, x, n, xx, xn, nn, z := 1.959963984540054) as
    wilson_upper(least(x / greatest(1, coalesce(design_effect(k, x, n, xx, xn, nn), 1)), n / greatest(1, coalesce(design_effect(k, x, n, xx, xn, nn), 1))),
        n / greatest(1, coalesce(design_effect(k, x, n, xx, xn, nn), 1)), z);

-- Funnel limits around a target theta at n, within 0..1. Null where they collapse (target of 0 or 1, n of 0).
create macro funnel_lower(theta, n, z := 1.959963984540054) as
    case when theta > 0 and theta < 1 and n > 0 then greatest(0, theta - z * sqrt(greatest(0, theta * (1 - theta) / cast(n as double)))) end;
create macro funnel_upper(theta, n, z := 1.959963984540054) as
    case when theta > 0 and theta < 1 and n > 0 then least(1, theta + z * sqrt(greatest(0, theta * (1 - theta) / cast(n as double)))) end;

-- Whether a duty due on due_on was met in time, read at a cut-off: null while it is not due, or has no due date. The due day itself is
-- in time; overdue and not done is late; what was done after the cut-off has not happened yet.
create macro on_time(due_on, met_on, as_of) as
    case when due_on <= as_of then coalesce(met_on <= due_on and met_on <= as_of, false) end;
