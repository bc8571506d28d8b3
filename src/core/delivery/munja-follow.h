#pragma once

#include "munja-replies-group.h"
#include "munja-sending-info.h"

G_BEGIN_DECLS

/*
 * When to ask what became of a sending, as a value. A decision looks at what the archive has of it,
 * at what is remembered of this run, at what the service said last, and at the time. It does
 * nothing itself, and nothing that comes of it changes anything at the service.
 */

/**
 * MunjaFollowTimings:
 * @unit_ms: the shortest pause; all others are longer by a factor, so that tests need not wait
 * @settle_us: how long the service may not know a sending that just went out
 * @give_up_us: how long after it went out nothing is waited for any more
 *
 * How long things take.
 */
typedef struct {
  guint unit_ms;
  gint64 settle_us;
  gint64 give_up_us;
} MunjaFollowTimings;

extern const MunjaFollowTimings munja_follow_timings;

/**
 * MUNJA_FOLLOW_PAGE:
 *
 * How many messages a page has; a sending that fits on one is read at every look.
 */
#define MUNJA_FOLLOW_PAGE 500

/**
 * MunjaFollowMemory:
 * @read_from: when the last whole reading of the messages began, by the service's clock, in µs
 * since 1970 UTC; 0 before the first one
 * @reading_from: the same of the one that is going on; 0 if none is
 * @n_failures: looks in a row that brought nothing
 * @n_pages: of this reading
 *
 * What is known of a sending only as long as the app runs.
 */
typedef struct {
  gint64 read_from;
  gint64 reading_from;
  guint n_failures;
  guint n_pages;
} MunjaFollowMemory;

/**
 * MunjaFollowAct:
 * @MUNJA_FOLLOW_GET_GROUP: asks for the group; munja_follow_group_seen() is next
 * @MUNJA_FOLLOW_READ_PAGE: asks for the next page of messages; munja_follow_page_seen() is next
 * @MUNJA_FOLLOW_WAIT: nothing for a while; then munja_follow_begin()
 * @MUNJA_FOLLOW_STOP: nothing, until a person did something
 * @MUNJA_FOLLOW_END: nothing any more; what is not known by now nobody will tell
 */
typedef enum {
  MUNJA_FOLLOW_GET_GROUP,
  MUNJA_FOLLOW_READ_PAGE,
  MUNJA_FOLLOW_WAIT,
  MUNJA_FOLLOW_STOP,
  MUNJA_FOLLOW_END,
} MunjaFollowAct;

/**
 * MunjaFollowMove:
 * @act: what to do
 * @pause_ms: for how long, for WAIT
 */
typedef struct {
  MunjaFollowAct act;
  guint64 pause_ms;
} MunjaFollowMove;

/**
 * MunjaFollowCase:
 * @info: what the archive has of the sending
 * @memory: what is remembered of it; the only thing that a decision changes
 * @timings: how long things take
 * @now_us: the service's time, in µs since 1970 UTC
 */
typedef struct {
  const MunjaSendingInfo *info;
  MunjaFollowMemory *memory;
  const MunjaFollowTimings *timings;
  gint64 now_us;
} MunjaFollowCase;

MunjaFollowMove munja_follow_begin (const MunjaFollowCase *self);
MunjaFollowMove
munja_follow_group_seen (const MunjaFollowCase *self, const MunjaGroup *group, const GError *error);
MunjaFollowMove
munja_follow_page_seen (const MunjaFollowCase *self, gboolean has_next, const GError *error);

gint64 munja_follow_get_changed_since (const MunjaFollowMemory *self);

G_END_DECLS
