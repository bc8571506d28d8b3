#pragma once

#include "munja-sending-info.h"

G_BEGIN_DECLS

/**
 * MunjaSendingMemberKind:
 * @MUNJA_SENDING_MEMBER_INT: a number, a truth value or an enumeration
 * @MUNJA_SENDING_MEMBER_COUNT: a `guint`
 * @MUNJA_SENDING_MEMBER_BIG: a `gint64`
 * @MUNJA_SENDING_MEMBER_TEXT: a string that the struct owns
 */
typedef enum {
  MUNJA_SENDING_MEMBER_INT,
  MUNJA_SENDING_MEMBER_COUNT,
  MUNJA_SENDING_MEMBER_BIG,
  MUNJA_SENDING_MEMBER_TEXT,
} MunjaSendingMemberKind;

/**
 * MunjaSendingMemberSource:
 * @MUNJA_SENDING_GIVEN: it is what it was when the sending was added
 * @MUNJA_SENDING_SAID: the service may say something else later
 * @MUNJA_SENDING_KEPT: the archive itself keeps it
 *
 * Where a member comes from.
 */
typedef enum {
  MUNJA_SENDING_GIVEN,
  MUNJA_SENDING_SAID,
  MUNJA_SENDING_KEPT,
} MunjaSendingMemberSource;

/**
 * MunjaSendingMember:
 * @column: what it is called in the file; %NULL ends the list
 * @kind: what it is
 * @source: where it comes from
 * @offset: where it is in a #MunjaSendingInfo
 *
 * A member of what is kept of a sending, of all but its problem and its picture.
 */
typedef struct {
  const char *column;
  MunjaSendingMemberKind kind;
  MunjaSendingMemberSource source;
  gsize offset;
} MunjaSendingMember;

/**
 * munja_sending_members:
 *
 * All of them.
 */
extern const MunjaSendingMember munja_sending_members[];

G_END_DECLS
