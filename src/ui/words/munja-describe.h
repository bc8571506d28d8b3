#pragma once

#include <glib.h>

#include "munja-phone.h"
#include "munja-registration.h"
#include "munja-service.h"

G_BEGIN_DECLS

/*
 * What the codes of core are called in the person's language. Everything here is plain text.
 */

const char *munja_describe_heading (const GError *error);
const char *munja_describe_service (const MunjaService *service);
char *munja_describe_error (const GError *error, const MunjaService *service);
const char *munja_describe_phone_problem (MunjaPhoneProblem problem);
const char *munja_describe_recipient_kind (MunjaPhoneKind kind);
const char *munja_describe_registration_problem (MunjaRegistrationProblem problem);
char *munja_describe_money (gint64 money);

G_END_DECLS
