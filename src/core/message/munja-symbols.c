#include "config.h"

#include "munja-symbols.h"

static const char *const symbols[MUNJA_N_SYMBOL_GROUPS] = {
  [MUNJA_SYMBOLS_SHAPES] = "★☆♥♡◆◇■□●○◎▲△▼▽▶▷◀◁♠♣▣◈♨☎☏♪♬",
  [MUNJA_SYMBOLS_ARROWS] = "→←↑↓↔↗↘↙↖⇒⇔☞☜",
  [MUNJA_SYMBOLS_MARKS] = "·…※√×―～†‡§¶°′″™®㈜№㉿",
  [MUNJA_SYMBOLS_BRACKETS] = "“”‘’「」『』【】〈〉《》〔〕",
  [MUNJA_SYMBOLS_NUMBERS] = "①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮ⅠⅡⅢⅣⅤⅥⅦⅧⅨⅩ½⅓⅔¼¾",
  [MUNJA_SYMBOLS_UNITS] = "￦€￡￥￠℃㎜㎝㎞㎡㎥㎎㎏㏄ℓ‰±÷≠≤≥∞∴",
};

/**
 * munja_symbols_get:
 * @group: which ones
 *
 * Returns: the symbols of a group, one after the other, those first that are used most
 */
const char *
munja_symbols_get (MunjaSymbolGroup group)
{
  g_return_val_if_fail (group < MUNJA_N_SYMBOL_GROUPS, "");

  return symbols[group];
}
