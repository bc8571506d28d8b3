#pragma once

#include <gio/gio.h>

#include "munja-registration.h"
#include "munja-service.h"

G_BEGIN_DECLS

#define MUNJA_TYPE_PRACTICE_PROCESS munja_practice_process_get_type ()
G_DECLARE_FINAL_TYPE (MunjaPracticeProcess,
                      munja_practice_process,
                      MUNJA,
                      PRACTICE_PROCESS,
                      GObject)

void munja_practice_process_start_async (const char *program,
                                         GCancellable *cancellable,
                                         GAsyncReadyCallback callback,
                                         gpointer user_data);
MunjaPracticeProcess *munja_practice_process_start_finish (GAsyncResult *result, GError **error);

const MunjaService *munja_practice_process_get_service (MunjaPracticeProcess *self);
const MunjaRegistration *munja_practice_process_get_registration (MunjaPracticeProcess *self);
char *munja_practice_process_take_code (MunjaPracticeProcess *self);

G_END_DECLS
