#pragma once

#include <glib-object.h>

#include "munja-audience.h"
#include "munja-content.h"
#include "munja-job-recipient.h"
#include "munja-job-state.h"
#include "munja-money.h"
#include "munja-night.h"

G_BEGIN_DECLS

/**
 * MUNJA_JOB_MAX_RECIPIENTS:
 *
 * How many recipients one job may have. Source: contract, section 4.7.
 */
#define MUNJA_JOB_MAX_RECIPIENTS 1000000

#define MUNJA_TYPE_JOB munja_job_get_type ()
G_DECLARE_FINAL_TYPE (MunjaJob, munja_job, MUNJA, JOB, GObject)

const char *munja_job_get_key (MunjaJob *self);
const char *munja_job_get_member (MunjaJob *self);
MunjaJobState munja_job_get_state (MunjaJob *self);
gboolean munja_job_get_is_group (MunjaJob *self);
const char *munja_job_get_from (MunjaJob *self);
const char *munja_job_get_subject (MunjaJob *self);
const char *munja_job_get_text (MunjaJob *self);
gboolean munja_job_has_fields (MunjaJob *self);
const char *munja_job_get_columns (MunjaJob *self);
void munja_job_read_row (MunjaJob *self, const MunjaJobRecipient *row, char **subject, char **text);
char *munja_job_dup_shown_text (MunjaJob *self);
MunjaTypeChoice munja_job_get_type_choice (MunjaJob *self);
MunjaMessageType munja_job_get_message_type (MunjaJob *self);
guint munja_job_get_n_of_type (MunjaJob *self, MunjaMessageType type);
gboolean munja_job_get_has_picture (MunjaJob *self);
gboolean munja_job_get_is_storing (MunjaJob *self);
MunjaAdvertising munja_job_get_advertising (MunjaJob *self);
const char *munja_job_get_first_number (MunjaJob *self);
const char *munja_job_get_first_name (MunjaJob *self);
const char *munja_job_get_last_number (MunjaJob *self);
guint munja_job_get_n_recipients (MunjaJob *self);
MunjaRecipientLeftOut munja_job_get_left_out (MunjaJob *self);
guint munja_job_get_n_added (MunjaJob *self);
guint munja_job_get_n_accepted (MunjaJob *self);
guint munja_job_get_n_refused (MunjaJob *self);
double munja_job_get_rate (MunjaJob *self);
gint64 munja_job_get_created (MunjaJob *self);
gint64 munja_job_get_scheduled (MunjaJob *self);
gint64 munja_job_get_release_at (MunjaJob *self);
const char *munja_job_get_replaces (MunjaJob *self);
const char *munja_job_get_group_id (MunjaJob *self);
const char *munja_job_get_message_id (MunjaJob *self);
MunjaMoney munja_job_get_price (MunjaJob *self);
const char *munja_job_get_status_code (MunjaJob *self);
const char *munja_job_get_status_text (MunjaJob *self);
const GError *munja_job_get_problem (MunjaJob *self);

gboolean munja_job_is_finished (MunjaJob *self);
gboolean munja_job_is_over (MunjaJob *self);
gboolean munja_job_may_cancel (MunjaJob *self);

void munja_job_confirm (MunjaJob *self, MunjaMoney price, gint64 now);
gboolean munja_job_is_as_confirmed (MunjaJob *self, gint64 now);
gboolean munja_job_needs_look (MunjaJob *self, gint64 now);

G_END_DECLS
