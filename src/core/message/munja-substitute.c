#include "config.h"

#include "munja-substitute.h"

#include "munja-charset.h"
#include "munja-cluster.h"

#define COMBINING_KEYCAP 0x20e3

static const MunjaSubstitute table[] = {
  /* Dashes, dots and lines. */
  { "‐‑‒–−➖", "-" },
  { "—⸺", "―" },
  { "•‧∙⋅・", "·" },
  { "⋯", "…" },
  { "ǀ∣¦", "|" },
  { "⁄∕", "/" },
  { "∶", ":" },
  { "ˆ", "^" },
  { "˜", "~" },
  { "〜", "～" },
  { "¯", "￣" },
  { "¬", "￢" },
  { "∗✱✳✴❇﹡", "*" },
  { "♯", "#" },
  { "∅", "Ø" },
  { "∆", "Δ" },
  { "≈≃≅", "≒" },
  { "≦", "≤" },
  { "≧", "≥" },
  { "ƒ", "f" },
  { "ᆞ", "ㆍ" },
  /* Quotation marks and brackets. */
  { "‚", "," },
  { "‛❛ʻ", "‘" },
  { "❜ʼ", "’" },
  { "„‟❝〝", "“" },
  { "❞〞〟", "”" },
  { "‹❮⟨", "〈" },
  { "›❯⟩", "〉" },
  { "«⟪", "《" },
  { "»⟫", "》" },
  { "〖", "【" },
  { "〗", "】" },
  { "ˈʹ", "'" },
  /* Rights and money. */
  { "©", "(C)" },
  { "℗", "(P)" },
  { "¢", "￠" },
  { "£₤", "￡" },
  { "¥", "￥" },
  { "₿", "BTC" },
  { "₫", "VND" },
  { "₱", "PHP" },
  { "₹", "INR" },
  { "₺", "TRY" },
  { "₽", "RUB" },
  { "฿", "THB" },
  /* Marks that people tick lists with. */
  { "✓✔☑✅🗸", "√" },
  { "✕✖✗✘❌❎☓", "×" },
  { "☐", "□" },
  { "☒", "▣" },
  { "➕✚", "+" },
  { "➗", "÷" },
  { "❗❕", "!" },
  { "❓❔", "?" },
  { "⭕", "○" },
  /* Hearts, stars and other shapes. */
  { "❤❣💓💔💕💖💗💘💙💚💛💜💝💞💟🖤🤍🤎🧡🩵🩶🩷", "♥" },
  { "⭐🌟✭✮✯✰", "★" },
  { "✨✩✪✫✬", "☆" },
  { "♦🔶🔷🔸🔹❖", "◆" },
  { "⚫⬤🔴🔵🟠🟡🟢🟣🟤", "●" },
  { "⚪◦◯", "○" },
  { "▪◼◾⬛🟥🟦🟧🟨🟩🟪🟫", "■" },
  { "▫◻◽⬜", "□" },
  { "🔺🔼▴", "▲" },
  { "🔻🔽▾", "▼" },
  { "▸►⏵", "▶" },
  { "▹▻", "▷" },
  { "◂◄⏴", "◀" },
  { "◃◅", "◁" },
  /* Arrows and hands. */
  { "➔➙➛➜➝➞➡➤➥⟶⮕", "→" },
  { "⬅⟵↩", "←" },
  { "⬆☝👆", "↑" },
  { "⬇👇", "↓" },
  { "⟷", "↔" },
  { "⟹", "⇒" },
  { "⟺", "⇔" },
  { "⇐", "←" },
  { "⇑", "↑" },
  { "⇓", "↓" },
  { "⬈", "↗" },
  { "⬉", "↖" },
  { "⬊", "↘" },
  { "⬋", "↙" },
  { "👉", "☞" },
  { "👈", "☜" },
  /* Telephones and music. */
  { "📞📱📲", "☎" },
  { "🎵", "♪" },
  { "🎶♫", "♬" },
  /* Faces, as they are written where there are none. */
  { "☺🙂😀😁😃😄😆😊🤗🥰", "^^" },
  { "😂🤣", "ㅋㅋ" },
  { "😢😥😭🥲", "ㅠㅠ" },
  { "😉", "^_~" },
  /* Words and figures in a frame. */
  { "🅰", "A" },
  { "🅱", "B" },
  { "🅾", "O" },
  { "🅿", "P" },
  { "🆒", "COOL" },
  { "🆓", "FREE" },
  { "🆕", "NEW" },
  { "🆗", "OK" },
  { "🆘", "SOS" },
  { "🆙", "UP" },
  { "🆚", "VS" },
  { "ℹ", "i" },
  { "💯", "100" },
  { "🔟", "⑩" },
  { "⓪⓿", "(0)" },
};

/* Numbers in a ring, of which KS X 1001 has those up to 15, and how to write them. */
static const struct {
  gunichar first;
  gunichar last;
  guint number;
} rings[] = {
  { 0x2460, 0x2473, 1 },  /* ① to ⑳ */
  { 0x24eb, 0x24f4, 11 }, /* ⓫ to ⓴ */
  { 0x24f5, 0x24fe, 1 },  /* ⓵ to ⓾ */
  { 0x2776, 0x277f, 1 },  /* ❶ to ❿ */
  { 0x2780, 0x2789, 1 },  /* ➀ to ➉ */
  { 0x278a, 0x2793, 1 },  /* ➊ to ➓ */
  { 0x3251, 0x325f, 21 }, /* ㉑ to ㉟ */
  { 0x32b1, 0x32bf, 36 }, /* ㊱ to ㊿ */
};

/* The letters of a keyboard in the order of the parts of a syllable. */
static const char *const leading[] = {
  "ㄱ", "ㄲ", "ㄴ", "ㄷ", "ㄸ", "ㄹ", "ㅁ", "ㅂ", "ㅃ", "ㅅ",
  "ㅆ", "ㅇ", "ㅈ", "ㅉ", "ㅊ", "ㅋ", "ㅌ", "ㅍ", "ㅎ",
};
static const char *const trailing[] = {
  "ㄱ", "ㄲ", "ㄳ", "ㄴ", "ㄵ", "ㄶ", "ㄷ", "ㄹ", "ㄺ", "ㄻ", "ㄼ", "ㄽ", "ㄾ", "ㄿ",
  "ㅀ", "ㅁ", "ㅂ", "ㅄ", "ㅅ", "ㅆ", "ㅇ", "ㅈ", "ㅊ", "ㅋ", "ㅌ", "ㅍ", "ㅎ",
};

static const char *
find_in_table (gunichar c)
{
  for (gsize i = 0; i < G_N_ELEMENTS (table); i++)
    if (g_utf8_strchr (table[i].from, -1, c) != NULL)
      return table[i].to;
  return NULL;
}

static gboolean
append_ring (GString *out, gunichar c)
{
  for (gsize i = 0; i < G_N_ELEMENTS (rings); i++) {
    guint number = rings[i].number + c - rings[i].first;

    if (c < rings[i].first || c > rings[i].last)
      continue;
    if (number <= 15)
      g_string_append_unichar (out, 0x2460 + number - 1);
    else
      g_string_append_printf (out, "(%u)", number);
    return TRUE;
  }
  return FALSE;
}

/* A part of a syllable that stands alone. */
static gboolean
append_letter (GString *out, gunichar c)
{
  if (c >= 0x1100 && c - 0x1100 < G_N_ELEMENTS (leading))
    g_string_append (out, leading[c - 0x1100]);
  else if (c >= 0x11a8 && c - 0x11a8 < G_N_ELEMENTS (trailing))
    g_string_append (out, trailing[c - 0x11a8]);
  else if (c >= 0x1161 && c <= 0x1175)
    g_string_append_unichar (out, 0x314f + c - 0x1161);
  else
    return FALSE;
  return TRUE;
}

static gboolean
append_one (GString *out, gunichar c)
{
  const char *substitute;

  if (munja_charset_can_send (c)) {
    g_string_append_unichar (out, c);
    return TRUE;
  }
  substitute = find_in_table (c);
  if (substitute != NULL)
    g_string_append (out, substitute);
  return substitute != NULL || append_ring (out, c) || append_letter (out, c)
         || g_unichar_ismark (c) || munja_cluster_is_ignorable (c);
}

static gboolean
append_all (GString *out, const char *text)
{
  for (const char *p = text; *p != '\0'; p = g_utf8_next_char (p))
    if (!append_one (out, g_utf8_get_char (p)))
      return FALSE;
  return out->len > 0;
}

static gboolean
append_keycap (GString *out, const char *cluster)
{
  gunichar second = g_utf8_get_char (g_utf8_next_char (cluster));

  if (*cluster < '1' || *cluster > '9' || second != COMBINING_KEYCAP)
    return FALSE;
  g_string_append_unichar (out, 0x2460 + (gunichar)(*cluster - '1'));
  return TRUE;
}

static char *
dup_without_marks (const char *text)
{
  g_autofree char *parts = g_utf8_normalize (text, -1, G_NORMALIZE_ALL);
  g_autoptr (GString) plain = g_string_new (NULL);

  for (const char *p = parts; *p != '\0'; p = g_utf8_next_char (p))
    if (!g_unichar_ismark (g_utf8_get_char (p)))
      g_string_append_unichar (plain, g_utf8_get_char (p));
  return g_utf8_normalize (plain->str, -1, G_NORMALIZE_DEFAULT_COMPOSE);
}

/* Takes letters out of their rings, ligatures and fonts, and if need be their accents off. */
static gboolean
append_simplified (GString *out, const char *cluster)
{
  g_autofree char *composed = g_utf8_normalize (cluster, -1, G_NORMALIZE_ALL_COMPOSE);
  g_autofree char *plain = dup_without_marks (cluster);

  if (append_all (out, composed))
    return TRUE;
  g_string_truncate (out, 0);
  return append_all (out, plain);
}

/**
 * munja_substitute_get_table:
 * @length: (out): how many rows
 *
 * Returns: (array length=length): the substitutes that are not derived by rules
 */
const MunjaSubstitute *
munja_substitute_get_table (gsize *length)
{
  *length = G_N_ELEMENTS (table);
  return table;
}

/**
 * munja_substitute_find:
 * @cluster: a cluster of normalised UTF-8 that cannot be sent as it is
 *
 * Finds what to write instead. What is made of several emoji stands for something that none of them
 * does, so that it gets a substitute only through the first one.
 *
 * Returns: (transfer full): something that can be sent, or "" to leave it out
 */
char *
munja_substitute_find (const char *cluster)
{
  g_autoptr (GString) out = g_string_new (NULL);
  const char *first;

  if (append_keycap (out, cluster) || append_all (out, cluster))
    return g_strdup (out->str);
  g_string_truncate (out, 0);
  if (append_simplified (out, cluster))
    return g_strdup (out->str);
  first = find_in_table (g_utf8_get_char (cluster));
  return g_strdup (first != NULL ? first : "");
}
