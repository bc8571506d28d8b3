#include "config.h"

#include "fault-plan.h"

#include <json-glib/json-glib.h>

#include "support-picture.h"

static void
job_free (FaultJob *job)
{
  g_free (job->from);
  g_free (job->text);
  g_free (job->replaces);
  g_strfreev (job->texts);
  munja_audience_unref (job->recipients);
  g_clear_pointer (&job->picture, g_bytes_unref);
  g_free (job);
}

static FaultAction
read_action (const char *word)
{
  if (g_str_equal (word, "discard"))
    return FAULT_ACTION_DISCARD;
  if (g_str_equal (word, "leave"))
    return FAULT_ACTION_LEAVE;
  if (g_str_equal (word, "cancel"))
    return FAULT_ACTION_CANCEL;
  if (g_str_equal (word, "unschedule"))
    return FAULT_ACTION_UNSCHEDULE;
  g_assert_cmpstr (word, ==, "send");
  return FAULT_ACTION_SEND;
}

static GStrv
read_strings (JsonArray *array)
{
  guint length = json_array_get_length (array);
  GStrv strings = g_new0 (char *, length + 1);

  for (guint i = 0; i < length; i++)
    strings[i] = g_strdup (json_array_get_string_element (array, i));
  return strings;
}

static MunjaAudience *
read_recipients (JsonObject *object)
{
  static const char *const columns[] = { "값", NULL };
  g_auto (GStrv) numbers = read_strings (json_object_get_array_member (object, "to"));
  g_auto (GStrv) values = read_strings (json_object_get_array_member (object, "values"));
  gboolean has_values = values[0] != NULL;
  MunjaAudience *table = munja_audience_new_with_columns (has_values ? columns : NULL);

  for (guint i = 0; numbers[i] != NULL; i++) {
    MunjaRecipient recipient = { numbers[i], "82", "" };

    munja_audience_append_with_values (table, &recipient,
                                       (const char *const *)values + (has_values ? i : 0));
  }
  return table;
}

/* Reds, a different one for each number from 1 to 3. */
static GBytes *
new_picture (gint64 number)
{
  return number != 0 ? support_picture_new_jpeg ((guint32)number << 30) : NULL;
}

static FaultJob *
read_job (JsonObject *object)
{
  FaultJob *job = g_new0 (FaultJob, 1);

  job->from = g_strdup (json_object_get_string_member (object, "from"));
  job->text = g_strdup (json_object_get_string_member (object, "text"));
  job->texts = read_strings (json_object_get_array_member (object, "texts"));
  job->recipients = read_recipients (object);
  job->picture = new_picture (json_object_get_int_member (object, "picture"));
  job->scheduled = json_object_get_int_member (object, "scheduled") * G_USEC_PER_SEC;
  job->action = read_action (json_object_get_string_member (object, "action"));
  job->undo = (guint)json_object_get_int_member (object, "undo");
  job->after = (guint)json_object_get_int_member (object, "after");
  job->twice = json_object_get_boolean_member (object, "twice");
  job->replaces = g_strdup (json_object_get_string_member (object, "replaces"));
  job->is_again = json_object_get_boolean_member (object, "again");
  job->n_stuck = (guint)json_object_get_int_member (object, "stuck");
  return job;
}

/**
 * fault_plan_new_from_line:
 * @line: JSON; every member must be there
 *
 * Returns: (transfer full): the plan
 */
FaultPlan *
fault_plan_new_from_line (const char *line)
{
  FaultPlan *self = g_new0 (FaultPlan, 1);
  g_autoptr (GError) error = NULL;
  g_autoptr (JsonNode) root = json_from_string (line, &error);
  JsonObject *object;
  JsonArray *jobs;

  g_assert_no_error (error);
  object = json_node_get_object (root);
  self->base = g_strdup (json_object_get_string_member (object, "base"));
  self->registration
      = munja_registration_new (json_object_get_string_member (object, "client_id"),
                                json_object_get_string_member (object, "client_secret"),
                                json_object_get_string_member (object, "redirect_uri"),
                                json_object_get_string_member (object, "app_id"));
  self->code = g_strdup (json_object_get_string_member (object, "code"));
  self->path = g_strdup (json_object_get_string_member (object, "path"));
  self->archive = g_strdup (json_object_get_string_member (object, "archive"));
  self->plain = json_object_get_boolean_member (object, "plain");
  self->check = json_object_get_boolean_member (object, "check");
  self->time_limit = (guint)json_object_get_int_member (object, "time_limit");
  self->settle = (guint)json_object_get_int_member (object, "settle");
  self->retry = (guint)json_object_get_int_member (object, "retry");
  self->chunk_rows = (guint)json_object_get_int_member (object, "chunk_rows");
  self->limit = (guint)json_object_get_int_member (object, "limit");
  self->down_from = (guint)json_object_get_int_member (object, "down_from");
  self->down_until = (guint)json_object_get_int_member (object, "down_until");
  self->is_over = json_object_get_boolean_member (object, "over");
  self->die_at = (guint)json_object_get_int_member (object, "die_at");
  self->jobs = g_ptr_array_new_with_free_func ((GDestroyNotify)job_free);
  jobs = json_object_get_array_member (object, "jobs");
  for (guint i = 0; i < json_array_get_length (jobs); i++)
    g_ptr_array_add (self->jobs, read_job (json_array_get_object_element (jobs, i)));
  return self;
}

/**
 * fault_plan_free:
 * @self: (transfer full): a plan
 */
void
fault_plan_free (FaultPlan *self)
{
  g_free (self->base);
  munja_registration_free (self->registration);
  g_free (self->code);
  g_free (self->path);
  g_free (self->archive);
  g_ptr_array_unref (self->jobs);
  g_free (self);
}
