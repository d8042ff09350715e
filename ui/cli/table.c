/* SPDX-License-Identifier: Apache-2.0
 *
 * cli/table: the one list of commands; a new command is one file and one line here. May include:
 * base.
 */
#include "cli/table.h"

extern const struct command command_read;
extern const struct command command_init;
extern const struct command command_devices;
extern const struct command command_scan;
extern const struct command command_import;
extern const struct command command_batch_list;
extern const struct command command_batch_show;
extern const struct command command_batch_move;
extern const struct command command_batch_split;
extern const struct command command_batch_merge;
extern const struct command command_batch_rebook;
extern const struct command command_batch_reschema;
extern const struct command command_batch_undo;
extern const struct command command_batch_keep;
extern const struct command command_assign;
extern const struct command command_page_show;
extern const struct command command_page_replace;
extern const struct command command_page_insert;
extern const struct command command_page_move;
extern const struct command command_page_turn;
extern const struct command command_page_split;
extern const struct command command_page_adopt;
extern const struct command command_page_join;
extern const struct command command_page_piece;
extern const struct command command_page_remove;
extern const struct command command_book_add;
extern const struct command command_book_change;
extern const struct command command_book_import;
extern const struct command command_book_list;
extern const struct command command_book_show;
extern const struct command command_book_status;
extern const struct command command_book_mark;
extern const struct command command_recognise;
extern const struct command command_rescan_list;
extern const struct command command_rescan_keep;
extern const struct command command_difficulty_add;
extern const struct command command_difficulty_list;
extern const struct command command_difficulty_settle;
extern const struct command command_status;
extern const struct command command_records;
extern const struct command command_show;
extern const struct command command_set;
extern const struct command command_verify;
extern const struct command command_confirm;
extern const struct command command_return;
extern const struct command command_amend;
extern const struct command command_history;
extern const struct command command_report_week;
extern const struct command command_report_people;
extern const struct command command_search;
extern const struct command command_desk;
extern const struct command command_rebuild;
extern const struct command command_key;
extern const struct command command_backup;
extern const struct command command_restore;
extern const struct command command_scrub;
extern const struct command command_doctor;
extern const struct command command_audit_verify;
extern const struct command command_audit_log;
extern const struct command command_release;
extern const struct command command_check;
extern const struct command command_pack;
extern const struct command command_unseal;
extern const struct command command_person_add;
extern const struct command command_person_list;
extern const struct command command_person_certify;
extern const struct command command_person_reset;
extern const struct command command_person_end;
extern const struct command command_person_passphrase;
extern const struct command command_schema_list;
extern const struct command command_schema_show;
extern const struct command command_schema_check;
extern const struct command command_profile_list;
extern const struct command command_profile_show;
extern const struct command command_profile_check;
extern const struct command command_profile_eval;
extern const struct command command_profile_tune;
extern const struct command command_profile_ground_truth;

const struct command *const command_table[] = {
    &command_read,
    &command_init,
    &command_person_add,
    &command_person_list,
    &command_person_certify,
    &command_person_reset,
    &command_person_end,
    &command_person_passphrase,
    &command_devices,
    &command_scan,
    &command_import,
    &command_batch_list,
    &command_batch_show,
    &command_batch_move,
    &command_batch_split,
    &command_batch_merge,
    &command_batch_rebook,
    &command_batch_reschema,
    &command_batch_undo,
    &command_batch_keep,
    &command_assign,
    &command_page_show,
    &command_page_replace,
    &command_page_insert,
    &command_page_move,
    &command_page_turn,
    &command_page_split,
    &command_page_join,
    &command_page_adopt,
    &command_page_piece,
    &command_page_remove,
    &command_book_add,
    &command_book_change,
    &command_book_import,
    &command_book_list,
    &command_book_show,
    &command_book_status,
    &command_book_mark,
    &command_recognise,
    &command_rescan_list,
    &command_rescan_keep,
    &command_difficulty_add,
    &command_difficulty_list,
    &command_difficulty_settle,
    &command_status,
    &command_records,
    &command_show,
    &command_set,
    &command_verify,
    &command_confirm,
    &command_return,
    &command_amend,
    &command_history,
    &command_report_week,
    &command_report_people,
    &command_search,
    &command_desk,
    &command_rebuild,
    &command_key,
    &command_backup,
    &command_restore,
    &command_scrub,
    &command_doctor,
    &command_audit_verify,
    &command_audit_log,
    &command_release,
    &command_check,
    &command_pack,
    &command_unseal,
    &command_schema_list,
    &command_schema_show,
    &command_schema_check,
    &command_profile_list,
    &command_profile_show,
    &command_profile_check,
    &command_profile_eval,
    &command_profile_tune,
    &command_profile_ground_truth,
    NULL,
};

const struct option_spec global_options[] = {
    {"store", N_("DIR"), N_("the folder of the store (else SOHOA_STORE, else the usual place)")},
    {"as", N_("PERSON"), N_("who does this")},
    {"password-fd", "N", N_("read each password asked for as a line of this descriptor")},
    {"json", NULL, N_("print JSON Lines")},
    {"lang", "vi|en", N_("language of the messages")},
    {"help", NULL, N_("show this help")},
    {"version", NULL, N_("show the version")},
    {0},
};
