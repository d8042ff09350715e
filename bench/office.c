/* SPDX-License-Identifier: Apache-2.0
 *
 * bench/office: makes the store of an office whose people signed it, and measures its proof.
 *
 * bench-office FOLDER RECORDS: a new store with RECORDS records, each entered and signed by a
 * volunteer and confirmed by the official (every tenth one was entered by one and again by another,
 * the last two were returned and not yet confirmed). Prints one JSON line: root, head, the people
 * with the secret halves of their keys (for tests that attack the store), the acts, and CPU and
 * wall seconds of the proof. The keys are nobody's and are sealed nowhere.
 * May include: base, model, store, trust, workflow.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/clock.h"
#include "base/json.h"
#include "base/mem.h"
#include "base/random.h"
#include "base/str.h"
#include "store/batch.h"
#include "store/master.h"
#include "store/page.h"
#include "store/person.h"
#include "store/record.h"
#include "store/schema.h"
#include "trust/sign.h"
#include "workflow/people.h"
#include "workflow/proof.h"
#include "workflow/transition.h"

enum who { OFFICIAL, FIRST, SECOND, ADMINISTRATOR, PEOPLE };

static const struct {
    const char *name;
    enum role role;
} cast[PEOPLE] = {
    [OFFICIAL] = {"Trần Văn Cán", ROLE_OFFICIAL},
    [FIRST] = {"Lê Thị Tình", ROLE_VOLUNTEER},
    [SECOND] = {"Hồ Văn Hai", ROLE_VOLUNTEER},
    [ADMINISTRATOR] = {"Ngô Quản Trị", ROLE_ADMINISTRATOR},
};

struct hand {
    struct uuid id;
    uint8_t seed[SIGN_SEED_BYTES];
    struct sign_key *key;
};

struct bench {
    struct err err;
    struct store *store;
    struct hand root, people[PEOPLE];
    struct uuid batch, page;
    struct digest schema;
};

static enum err_code hand_make(struct hand *hand, struct err *err)
{
    random_fill(hand->seed, sizeof hand->seed);
    return sign_key_from_seed(hand->seed, &hand->key, err);
}

/* Who signs from now on. */
static void use(struct bench *bench, struct hand *hand)
{
    store_sign_as(bench->store, &hand->id, hand->key);
}

/* ---- people ---- */

static enum err_code introduce(struct bench *bench, struct hand *by, enum who who, const char *kind)
{
    struct hand *hand = &bench->people[who];
    struct err *err = &bench->err;
    const char *role = role_name(cast[who].role);
    enum err_code code = person_add(bench->store, cast[who].name, role, &hand->id, err);
    if (code)
        return code;
    if (by == &bench->root)
        by->id = hand->id;
    use(bench, by);
    struct people_giving giving = {.kind = kind,
                                   .person = hand->id,
                                   .name = cast[who].name,
                                   .role = role,
                                   .key = sign_key_peek_public(hand->key)};
    return people_give(bench->store, &giving, err);
}

static enum err_code found(struct store *store, void *context, struct err *err)
{
    struct bench *bench = context;
    struct hand *official = &bench->people[OFFICIAL];
    bench->store = store;
    enum err_code code = introduce(bench, &bench->root, OFFICIAL, "person-certify");
    for (int who = FIRST; who <= SECOND && !code; who++)
        code = introduce(bench, official, (enum who)who, "person-admit");
    if (!code)
        code = introduce(bench, &bench->root, ADMINISTRATOR, "person-certify");
    if (code)
        *err = bench->err;
    return code;
}

static enum err_code found_office(struct bench *bench, const char *folder)
{
    enum err_code code = hand_make(&bench->root, &bench->err);
    for (int who = 0; who < PEOPLE && !code; who++)
        code = hand_make(&bench->people[who], &bench->err);
    if (code)
        return code;
    struct store_plan plan = {.name = "Xã Thử Nghiệm",
                              .office = sign_key_peek_public(bench->root.key),
                              .found = found,
                              .context = bench};
    return store_create(folder, &plan, &bench->store, &bench->err);
}

/* ---- records ---- */

static enum err_code page_make(struct bench *bench)
{
    static const char bytes[] = "P5 2 2 255\nabcd";
    struct master_facts facts = {.kind = "pnm", .frames = 1, .origin = "a.pgm", .source = "import"};
    struct page_view view = {.turns = 0};
    struct batch batch = {.name = "bench"};
    struct err *err = &bench->err;
    enum err_code code = batch_add(bench->store, &batch, &bench->batch, err);
    if (!code)
        code = master_put_bytes(bench->store, bytes, sizeof bytes - 1, &facts, &view.master, err);
    if (!code)
        code = page_add(bench->store, &bench->batch, &view, &bench->page, err);
    if (!code)
        code = schema_put(bench->store, "khai-sinh", "{}", &bench->schema, err);
    return code;
}

static json_t *body_make(long number)
{
    json_t *body = json_object(), *fields = json_object();
    struct str text = STR_INIT;
    for (int i = 0; i < 20; i++) {
        char name[16];
        json_t *field = json_object();
        snprintf(name, sizeof name, "truong_%d", i);
        str_clear(&text);
        str_format(&text, "Nguyễn Văn %ld.%d", number, i);
        json_put_text(field, "written", str_peek(&text));
        json_put_text(field, "normal", str_peek(&text));
        json_put_text(field, "status", "ok");
        json_put_new(fields, name, field);
    }
    str_release(&text);
    json_put_new(body, "fields", fields);
    json_put_new(body, "row", json_null());
    json_put_new(body, "region", json_null());
    return body;
}

static enum err_code finish(struct bench *bench, enum who who, const struct uuid *record,
                            long number, struct uuid *version)
{
    struct uuid parent = *version;
    struct err *err = &bench->err;
    json_t *body = body_make(number);
    use(bench, &bench->people[who]);
    enum err_code code = store_begin(bench->store, AUDIT_VERSION, err);
    if (!code)
        code = version_add(bench->store, record, body, &parent, !uuid_is_null(&parent), version,
                           NULL, err);
    struct transition_act act = {.versions = version, .version_count = 1};
    if (!code)
        code = transition_record(bench->store, record, STAGE_VERIFY, &act, err);
    json_decref(body);
    return code ? code : store_commit(bench->store, err);
}

static enum err_code decide(struct bench *bench, enum stage_id stage, const struct uuid *record,
                            const struct uuid *version)
{
    struct transition_act act = {.versions = version, .version_count = 1};
    if (stage == STAGE_RETURN)
        act.reason = "mờ";
    use(bench, &bench->people[OFFICIAL]);
    return transition_record(bench->store, record, stage, &act, &bench->err);
}

static enum err_code record_make(struct bench *bench, long number, long count)
{
    struct record plan = {.page = bench->page, .revision = 1, .row = -1, .schema = bench->schema};
    struct uuid record, version = {{0}};
    use(bench, &bench->people[FIRST]);
    enum err_code code = record_add(bench->store, &plan, -1, &record, &bench->err);
    if (!code)
        code = finish(bench, FIRST, &record, number, &version);
    if (!code && number % 10 == 0)
        code = finish(bench, SECOND, &record, number, &version);
    if (number >= count - 2)
        return code ? code : decide(bench, STAGE_RETURN, &record, &version);
    return code ? code : decide(bench, STAGE_CONFIRM, &record, &version);
}

/* ---- figures ---- */

static json_t *hand_json(const struct hand *hand)
{
    struct digest seed;
    char text[DIGEST_TEXT_SIZE];
    json_t *json = json_object();
    uuid_show(&hand->id, text);
    json_put_text(json, "id", text);
    memcpy(seed.bytes, hand->seed, sizeof seed.bytes);
    digest_show(&seed, text);
    json_put_text(json, "seed", text);
    digest_show(sign_key_peek_public(hand->key), text);
    json_put_text(json, "key", text);
    return json;
}

static enum err_code measure(struct bench *bench)
{
    struct proof_report report;
    struct proof_options options = {.root = sign_key_peek_public(bench->root.key)};
    char head[AUDIT_HEAD_TEXT_SIZE];
    int64_t wall = clock_monotonic_us(), cpu = clock_cpu_us();
    enum err_code code = proof_run(bench->store, &options, &report, &bench->err);
    wall = clock_monotonic_us() - wall;
    cpu = clock_cpu_us() - cpu;
    if (code)
        return code;
    json_t *json = json_object();
    json_put_new(json, "root", hand_json(&bench->root));
    for (int who = 0; who < PEOPLE; who++)
        json_put_new(json,
                     who == FIRST      ? "first"
                     : who == SECOND   ? "second"
                     : who == OFFICIAL ? "official"
                                       : "administrator",
                     hand_json(&bench->people[who]));
    audit_head_show(&report.audit.head, head);
    json_put_text(json, "head", head);
    json_put_long(json, "acts", report.acts);
    json_put_long(json, "confirmed", report.confirmed);
    json_put_double(json, "cpu_s", (double)cpu / 1e6);
    json_put_double(json, "wall_s", (double)wall / 1e6);
    char *line = json_line(json);
    puts(line);
    free(line);
    json_decref(json);
    return code;
}

int main(int argc, char **argv)
{
    static struct bench bench;
    long count = 0;
    if (argc != 3 || !text_to_long(argv[2], 3, 1000000, &count)) {
        fprintf(stderr, "usage: bench-office FOLDER RECORDS\n");
        return 2;
    }
    enum err_code code = found_office(&bench, argv[1]);
    use(&bench, &bench.people[FIRST]);
    if (!code)
        code = page_make(&bench);
    for (long i = 0; i < count && !code; i++)
        code = record_make(&bench, i, count);
    if (!code)
        code = measure(&bench);
    if (code)
        fprintf(stderr, "K-%d: %s\n", bench.err.number, bench.err.text);
    store_close(bench.store);
    for (int who = 0; who < PEOPLE; who++)
        sign_key_free(bench.people[who].key);
    sign_key_free(bench.root.key);
    return code ? 1 : 0;
}
