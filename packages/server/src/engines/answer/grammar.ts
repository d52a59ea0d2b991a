/**
 * Grammar: words that carry a question rather than what it is about. Closed classes only (pronouns, particles,
 * prepositions, conjunctions, auxiliaries, question words, words that point in time or place, forms of asking and
 * greeting); no topic and no name belongs here. Chinese stands in simplified script, English in lower case.
 */

/** Chinese words that point in time: they may stand beside a name anywhere. */
export const chineseTimes: ReadonlySet<string> = new Set(
  "今天 明天 后天 昨天 今日 明日 昨日 今晚 明早 现在 目前 当前 此刻 此时 眼下 如今 最近 这几天 这两天 本周 这周 下周 上周 未来 今后 周末 早上 上午 中午 下午 晚上".split(
    " ",
  ),
);

/** 周一, 星期天, 下周末, 上个星期三. */
const chineseWeekdays: readonly string[] = ["", "下", "上", "这", "本", "下个", "上个", "这个"].flatMap((which) =>
  ["周", "星期", "礼拜"].flatMap((unit) => Array.from("一二三四五六日天末").map((day) => which + unit + day)),
);

/** Chinese words of two characters or more, safe to find anywhere in a sentence. */
export const chinesePhrases: ReadonlySet<string> = new Set([
  ...chineseTimes,
  ...chineseWeekdays,
  ...(
    "请问 帮我 帮忙 麻烦 拜托 告诉 告诉我 我想 想要 想问 想查 想知道 知道 你想 查一下 查查 查下 查询 查看 看看 看一下 看下 " +
    "问一下 问下 说说 说一下 了解 一下 比较 需要 可以 可不可以 能不能 能否 是否 是不是 有没有 会不会 要不要 觉得 认为 应该 " +
    "怎么样 怎么 怎样 咋样 如何 什么 什么样 好不好 好吗 怎么办 为什么 多少 哪个 哪些 哪里 哪儿 谁 的话 " +
    "这里 那里 这边 那边 这儿 那儿 这个 那个 这些 那些 当地 沿途 沿路 途中 我们 你们 他们 她们 它们 咱们 大家 自己 " +
    "以及 还有 或者 或是 还是 另外 并且 而且 然后 顺便 同时 那么 分别 各自 一起 " +
    "几点 几时 何时 几号 几月 星期几 周几 哪天 多少钱 你好 您好 哈喽 谢谢 感谢 多谢 好的 非常 情况"
  ).split(" "),
]);

/** Chinese conjunctions that join the members of a list. */
export const chineseConjunctions: ReadonlySet<string> = new Set(
  "和 与 及 跟 同 或 以及 还有 或者 或是 还是 另外".split(" "),
);

/** Single characters that are grammar before what is meant, and may as well begin a name. */
export const chineseLeading: ReadonlySet<string> = new Set("请查问看那这在是去到对有我你您他她它就把给想要说又再也");

/** Single characters that are grammar behind what is meant, and may as well end a name. */
export const chineseTrailing: ReadonlySet<string> = new Set("的了呢吗啊吧呀嘛啦哦么是有在会能得着过都");

/** Numerals and the words that stand between them and what they count. */
export const chineseCounting: ReadonlySet<string> = new Set("一二两三四五六七八九十几个些每各");

/** Chinese pronouns: who uses one makes a sentence of their own, not one more member of a list. */
export const chinesePronouns: ReadonlySet<string> = new Set(
  "我 你 您 他 她 它 我们 你们 他们 她们 咱们 大家".split(" "),
);

const words = (list: string): ReadonlySet<string> => new Set(list.split(" "));

export const englishPrepositions: ReadonlySet<string> = words(
  "in at for of from to near around within inside outside about on into onto over across by with between via",
);

export const englishConjunctions: ReadonlySet<string> = words("and or plus & also then nor");

export const englishArticles: ReadonlySet<string> = words("the a an");

/** They make the noun that follows a time or a thing at hand, not a name. */
export const englishDemonstratives: ReadonlySet<string> = words(
  "this that these those next last every each any some all both either my your his her its our their whole",
);

export const englishPronouns: ReadonlySet<string> = words(
  "i me you he him she we us they them it myself yourself someone anyone everyone i'm i'd i'll i've you're we're they're it's",
);

/** Everything else that only carries an English question. */
export const englishFraming: ReadonlySet<string> = words(
  "what what's whats which who who's whom whose where where's when when's why how how's hows " +
    "is are am was were be been being isn't aren't do does did don't doesn't has have had having " +
    "can could will would shall should may might must can't couldn't won't wouldn't let let's lets gonna " +
    "not no yes yeah yep ok okay please pls kindly thanks thank thx hi hello hey greetings dear " +
    "tell show give get gets getting check find know see look looking looks like want wants need needs ask wonder wondering " +
    "help say says think there here so but if than as just only very really quite much many more most too well out up down off " +
    "now today tonight tomorrow yesterday currently current right later soon again ever still yet moment when whether " +
    "useful used use using tool function return returns given specified provide provides",
);

/** Openings of an English clause that forbids or declines; "Don't you …" asks. */
export const englishRefusal: RegExp =
  /^(please |and |but |so |just |i |we )*(do not|don't|don’t|never|no need to)(?! (you|we|they|i)\b)(?! know\b)/;

/** Openings of a Chinese clause that forbids or declines, in simplified script; 别 also begins names. */
export const chineseRefusal: RegExp =
  /^(请|就|你|我|先|也|但|但是)*(不要|不用|不必|无需|无须|不需要|不想|别(?=[再去给帮]?(查|看|问|说|管|用|告诉|调用)))/;

/** English words that open a question. */
export const englishQuestionWords: ReadonlySet<string> = words(
  "what what's whats which who who's whom whose where where's when when's why how how's hows",
);

/** English words that open an order to say or find something. */
export const englishOrders: ReadonlySet<string> = words("tell show give get check find say help");

/** Chinese words that make a question of a clause, wherever they stand. */
export const chineseAsking: ReadonlySet<string> = new Set(
  "怎么样 怎么 怎样 咋样 如何 什么 什么样 怎么办 为什么 多少 哪个 哪些 哪里 哪儿 谁 几 吗 几点 几号 几月 星期几 周几 哪天 多少钱".split(
    " ",
  ),
);

/** Chinese words that make an order of a clause. */
export const chineseOrders: ReadonlySet<string> = new Set(
  "帮我 帮忙 告诉 告诉我 想查 想知道 查一下 查查 查下 查询 查看 看看 看一下 说说 说一下 讲讲".split(" "),
);

/** Words that point in time: weak evidence for a tool, for they go with many a topic. */
export const pointingWords: ReadonlySet<string> = words("现在 目前 当前 此刻 今天 今日 now current currently today");

/** Chinese question words that ask for a point in time, as "when" does. */
export const chineseWhen: ReadonlySet<string> = new Set("几点 几时 何时 几号 几月 星期几 周几 礼拜几 哪天".split(" "));
