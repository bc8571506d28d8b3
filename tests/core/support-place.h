#pragma once

#include <glib.h>
#include <sys/resource.h>

G_BEGIN_DECLS

/**
 * SupportPlace:
 * @folder: a folder of the test's own, removed with all that is in it
 * @path: where a file of ours is to be, in a folder that is not there yet
 */
typedef struct {
  char *folder;
  char *path;
} SupportPlace;

SupportPlace *support_place_new (const char *name);
void support_place_free (SupportPlace *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SupportPlace, support_place_free)

void support_place_make_file (const SupportPlace *self, const char *sql);
void support_place_wait_until_closed (const char *path);
guint support_place_get_mode (const char *path);
gboolean support_place_holds (const SupportPlace *self, const char *text);
void support_place_limit_file_size (rlim_t size);

G_END_DECLS
