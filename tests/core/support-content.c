#include "config.h"

#include "support-content.h"

/* A message that says nothing but a text. */
MunjaContent *
support_content_new (const char *text)
{
  MunjaContent *content = munja_content_new ();

  g_free (content->text);
  content->text = g_strdup (text);
  return content;
}
