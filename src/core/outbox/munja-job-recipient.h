#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * MunjaJobRecipientState:
 * @MUNJA_JOB_ROW_OPEN: the service has not said anything about it yet
 * @MUNJA_JOB_ROW_ACCEPTED: the service took it
 * @MUNJA_JOB_ROW_REFUSED: the service will not send it, see the status
 *
 * The numbers are kept in files.
 */
typedef enum {
  MUNJA_JOB_ROW_OPEN,
  MUNJA_JOB_ROW_ACCEPTED,
  MUNJA_JOB_ROW_REFUSED,
} MunjaJobRecipientState;

/**
 * MunjaRowFilter:
 * @MUNJA_ROW_FILTER_ALL: every recipient
 * @MUNJA_ROW_FILTER_ACCEPTED: those that the service took
 * @MUNJA_ROW_FILTER_REFUSED: those that it refused
 *
 * Which rows to list.
 */
typedef enum {
  MUNJA_ROW_FILTER_ALL,
  MUNJA_ROW_FILTER_ACCEPTED,
  MUNJA_ROW_FILTER_REFUSED,
} MunjaRowFilter;

/**
 * MunjaJobRecipient:
 * @row: place in the job, from 0
 * @number: digits as the service takes them
 * @country: calling code without "+"
 * @name: as it came with the number, "" without one
 * @values: (nullable): what is put into its text, packed
 * @type: its #MunjaMessageType, below 0 where it is that of the job
 * @state: what the service said
 * @message_id: (nullable): the service's id of it
 * @status_code: (nullable): four digits, as in "1026"
 * @status_text: (nullable): the service's words, for display as plain text
 *
 * One recipient of a job.
 */
typedef struct {
  guint row;
  char *number;
  char *country;
  char *name;
  GBytes *values;
  int type;
  MunjaJobRecipientState state;
  char *message_id;
  char *status_code;
  char *status_text;
} MunjaJobRecipient;

void munja_job_recipient_free (MunjaJobRecipient *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (MunjaJobRecipient, munja_job_recipient_free)

G_END_DECLS
