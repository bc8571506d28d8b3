#pragma once

#include <glib.h>

G_BEGIN_DECLS

/*
 * Writing JSON straight into a string, for replies with thousands of messages. Names are ASCII and
 * need no escaping; after each value comes a comma, which munja_practice_writer_end() takes off.
 */

void munja_practice_writer_add_text (GString *json, const char *text);
void munja_practice_writer_add_string (GString *json, const char *name, const char *value);
void munja_practice_writer_add_number (GString *json, const char *name, gint64 value);
void munja_practice_writer_add_raw (GString *json, const char *name, const char *value);
void munja_practice_writer_add_date (GString *json, const char *name, gint64 time);
void munja_practice_writer_end (GString *json, char bracket);

G_END_DECLS
