#pragma once

#include <glib.h>
#include <sqlite3.h>

G_BEGIN_DECLS

/*
 * Tells whether the file of the outbox is the one that was used last, so that what went out since
 * is not sent again from an older one.
 *
 * The file counts the requests that send, each before it goes out, and knows when and on which
 * computer it was made. The count is kept once more outside of it, in the seal, which no backup of
 * the file brings back. What this notices: a journal that was deleted, a file that was written over
 * with an older one, one that was restored to its place or copied there, with or without its seal,
 * and one from another computer.
 *
 * What it does not notice: a whole disk or virtual machine that was set back; a file that was
 * written over with an older one together with its seal, or on a file system that does not know
 * when a file was made; a computer that goes on with the file after another one has got a copy. For
 * these there is only what the service says when it is asked, see munja_job_runner_set_loaded().
 */

gboolean munja_outbox_seal_renew (sqlite3 *db, const char *path, gboolean *is_copy, GError **error);
gboolean munja_outbox_seal_raise (sqlite3 *db, GError **error);
void munja_outbox_seal_write (sqlite3 *db, const char *path);

G_END_DECLS
