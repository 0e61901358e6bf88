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


-- Two-sided normal quantile of a confidence level: z_for(0.95) = 1.96. Wichura's algorithm AS 241 (Applied Statistics 37, 1988), good to 16
-- digits up to 1 - 2e-11; null beyond and outside 0..1.
create macro z_for_centre(q, r) as
    q * (((((((2509.0809287301226727e0 * r + 33430.575583588128105e0) * r + 67265.770927008700853e0) * r + 45921.953931549871457e0) * r + 13731.693765509461125e0) * r
        + 1971.5909503065514427e0) * r + 133.14166789178437745e0) * r + 3.3871328727963666080e0)
      / (((((((5226.4952788528545610e0 * r + 28729.085735721942674e0) * r + 39307.895800092710610e0) * r + 21213.794301586595867e0) * r + 5394.1960214247511077e0) * r
        + 687.18700749205790830e0) * r + 42.313330701600911252e0) * r + 1.0e0);
create macro z_for_tail(r) as
    (((((((7.74545014278341407640e-4 * r + 2.27238449892691845833e-2) * r + 2.41780725177450611770e-1) * r + 1.27045825245236838258e0) * r + 3.64784832476320460504e0) * r
        + 5.76949722146069140550e0) * r + 4.63033784615654529590e0) * r + 1.42343711074968357734e0)
      / (((((((1.05075007164441684324e-9 * r + 5.47593808499534494600e-4) * r + 1.51986665636164571966e-2) * r + 1.48103976427480074590e-1) * r + 6.89767334985100004550e-1) * r
        + 1.67638483018380384940e0) * r + 2.05319162663775882187e0) * r + 1.0e0);
create macro z_for(conf) as
    case when not (conf > 0 and conf < 1) then null
         when conf <= 0.85 then z_for_centre(cast(conf as double) / 2, 0.180625e0 - cast(conf as double) * conf / 4)
         when conf < 1 - 2.5e-11 then z_for_tail(sqrt(-ln((1 - cast(conf as double)) / 2)) - 1.6e0) end;

-- Kaplan-Meier curve of time to an answer: a row for each day with an event, like stat.KaplanMeier. Lists of the same length: days, outcome (0 open, 1 and
-- more ended) and how many such cases there are. On one day events come before the censored. se is Greenwood's, lower and upper the log(-log) interval of open,
-- null where there is none. No late entries. Example, of one table of durations:
--   select k.* from kaplan_meier((select list(days) from d), (select list(ended) from d), (select list(n) from d)) k
create macro kaplan_meier(days, outcomes, counts, z := 1.959963984540054) as table
    with cases as (select unnest(days) as t, unnest(outcomes) as o, unnest(counts) as n),
    by_day as (select t, sum(n) as leaving, coalesce(sum(n) filter (where o > 0), 0) as events from cases
        where n > 0 and not exists (select 1 from cases where t < 0 or o < 0 or n < 0 or t is null or o is null or n is null) group by t),
    followed as (select t, events, sum(leaving) over (order by t desc) as at_risk from by_day),
    curve as (select t, events, at_risk, product(1 - events / cast(at_risk as double)) over (order by t) as open,
        sum(case when events < at_risk then events / (cast(at_risk as double) * (at_risk - events)) end) over (order by t) as v,
        bool_or(events = at_risk) over (order by t) as over_with from followed where events > 0)
    select cast(t as double) as time, cast(at_risk as bigint) as at_risk, cast(events as bigint) as events, case when over_with then 0 else open end as open,
        case when not over_with then open * sqrt(v) end as se,
        case when not over_with and open < 1 then pow(open, exp(z * sqrt(v) / abs(ln(open)))) end as lower,
        case when not over_with and open < 1 then pow(open, exp(-z * sqrt(v) / abs(ln(open)))) end as upper
    from curve order by t;

-- Where each of several rates x of n may stand, like stat.RankRates: joint Wilson intervals at (1 - alpha)^(1/k), intervals that touch count as ordered. first is
-- 'largest' or 'smallest': which end is rank 1. Units without opinions have no row, and where any x is not of its n nobody has one.
create macro rank_rates(ids, xs, ns, alpha := 0.05, first := 'largest') as table
    with given as (select unnest(ids) as id, unnest(xs) as x, unnest(ns) as n),
    units as (select * from given where n > 0 and not exists (select 1 from given where not (x >= 0 and x <= n) or x is null or n is null)),
    level as (select z_for(pow(1 - alpha, 1 / cast(count(*) as double))) as z, count(*) as k from units),
    bounds as (select id, wilson_lower(x, n, z) as lo, wilson_upper(x, n, z) as hi, k from units cross join level),
    placed as (select a.id, a.k, count(*) filter (where b.hi <= a.lo and not (a.lo = a.hi and b.lo = b.hi and b.lo = a.lo)) as below,
        count(*) filter (where b.lo >= a.hi and not (a.lo = a.hi and b.lo = b.hi and b.lo = a.lo)) as above from bounds a cross join bounds b group by a.id, a.k, a.lo, a.hi)
    select id, cast(case first when 'largest' then 1 + above when 'smallest' then 1 + below end as bigint) as low,
        cast(case first when 'largest' then k - below when 'smallest' then k - above end as bigint) as high
    from placed order by id;

-- Shrunken rates for sorting, never shown in place of a rate, like stat.Shrink (Martuzzi and Elliott 1996): weight is how much of a unit's own rate is kept. A unit
-- without opinions gets the overall rate and no_data.
create macro shrink(ids, xs, ns) as table
    with given as (select unnest(ids) as id, cast(unnest(xs) as double) as x, cast(unnest(ns) as double) as n),
    units as (select * from given where not exists (select 1 from given where not (x >= 0 and x <= n) or x is null or n is null)),
    whole as (select sum(x) / sum(n) as b, avg(n) as mean from units where n > 0),
    spread as (select b, mean, sum(n * pow(x / n - b, 2)) / sum(n) as s2 from units cross join whole where n > 0 group by b, mean),
    weighed as (select id, x, n, b, case when n = 0 or (n - 1) * s2 + (mean - n) / mean * b * (1 - b) <= 0 then 0
        else greatest(0, least(1, (n * s2 - n / mean * b * (1 - b)) / ((n - 1) * s2 + (mean - n) / mean * b * (1 - b)))) end as weight
        from units cross join spread)
    select id, b as overall, cast(weight as double) as weight, case when n > 0 then weight * x / n + (1 - weight) * b else b end as estimate, n = 0 as no_data
    from weighed order by id;
