#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* When the account's rules were made. */
#define MUNJA_PRACTICE_BLOCKED_SINCE "2025-03-05T01:30:00.000Z"

/**
 * MunjaPracticeBlack:
 * @id: its id
 * @sender: from whom nothing is wanted
 * @recipient: who does not want it
 *
 * Somebody who called the number in an advertisement to get no more.
 */
typedef struct {
  const char *id;
  const char *sender;
  const char *recipient;
} MunjaPracticeBlack;

/**
 * MunjaPracticeBlockGroup:
 * @id: its id
 * @name: (nullable): how the account calls it
 * @is_active: whether it is in force
 * @senders: (array zero-terminated=1): from which numbers nothing is sent to its numbers
 * @uses_all: whether that is so for every sender number
 *
 * A rule of the account itself.
 */
typedef struct {
  const char *id;
  const char *name;
  gboolean is_active;
  const char *const *senders;
  gboolean uses_all;
} MunjaPracticeBlockGroup;

/**
 * MunjaPracticeBlockNumber:
 * @id: its id
 * @number: to whom nothing is to be sent
 * @memo: why
 * @groups: (array zero-terminated=1): by which rules
 */
typedef struct {
  const char *id;
  const char *number;
  const char *memo;
  const char *const *groups;
} MunjaPracticeBlockNumber;

const MunjaPracticeBlack *munja_practice_black_get_nth (guint n);
const MunjaPracticeBlockGroup *munja_practice_block_group_get_nth (guint n);
const MunjaPracticeBlockNumber *munja_practice_block_number_get_nth (guint n);

guint munja_practice_blocks_check (const char *from, const char *to);

G_END_DECLS
