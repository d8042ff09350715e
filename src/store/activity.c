/* SPDX-License-Identifier: Apache-2.0
 *
 * store/activity: see the header. May include base, model and store.
 */
#include "store/activity.h"

#include "store/db.h"

static void read_activity(const struct rows *rows, struct arena *arena, void *item)
{
    struct activity *activity = item;
    *activity = (struct activity){.group = rows_text(rows, 0, arena),
                                  .what = rows_text(rows, 1, arena),
                                  .count = (long)rows_int(rows, 2)};
}

enum err_code activity_list(struct store *store, int64_t from_ms, int64_t to_ms,
                            struct arena *arena, struct activity **ret, size_t *ret_count,
                            struct err *err)
{
    struct rows rows = rows_open(
        store,
        "SELECT 'done', 'pages', count(*) FROM page WHERE created_ms >= ?1 AND created_ms < ?2"
        " UNION ALL SELECT 'done', act.kind, count(*) FROM act JOIN act_version"
        " ON act_version.act = act.id WHERE act.at_ms >= ?1 AND act.at_ms < ?2 GROUP BY act.kind"
        " UNION ALL SELECT 'returns', coalesce(json_extract(body, '$.reason'), 'other'), count(*)"
        " FROM act WHERE kind = 'return' AND at_ms >= ?1 AND at_ms < ?2 GROUP BY 2"
        " UNION ALL SELECT 'difficulties', category, count(*) FROM difficulty"
        " WHERE at_ms >= ?1 AND at_ms < ?2 GROUP BY category",
        BINDS(INT(from_ms), INT(to_ms)));
    return rows_all(&rows, arena, sizeof **ret, read_activity, (void **)ret, ret_count, err);
}
