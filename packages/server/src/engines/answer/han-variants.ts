/**
 * The commonest characters that the two Chinese scripts write differently, traditional before simplified. Enough to see
 * which of the two someone writes, and to compare a question in one with tools described in the other.
 */
const pairs =
  "們们個个來来這这時时間间現现幾几點点麼么樣样請请問问縣县區区誰谁說说話话嗎吗給给幫帮為为與与還还裡里裏里兒儿會会對对開开關关電电東东車车價价錢钱號号圖图書书讀读寫写語语譯译發发郵邮訊讯資资詢询當当過过進进從从後后將将" +
  "動动國国學学實实應应計计數数據据術术業业務务單单訂订購购買买賣卖機机場场飛飞館馆飯饭樂乐聽听視视頻频網网頁页檔档錄录報报預预測测氣气溫温濕湿風风雲云陰阴陽阳熱热涼凉見见覺觉認认識识記记憶忆總总結结類类歷历員员議议論论" +
  "證证許许該该課课調调談谈講讲謝谢變变讓让難难題题願愿顯显驗验體体鐵铁鎮镇長长門门閃闪閱阅隊队際际隨随險险離离雖虽雙双雞鸡靜静韻韵頭头頓顿領领顏颜額额馬马駕驾驚惊髮发鬆松魚鱼鳥鸟麗丽麥麦黃黄龍龙龜龟備备傳传傷伤僅仅億亿" +
  "優优兩两冊册凈净則则剛刚創创劃划劇剧劉刘勝胜勞劳勢势匯汇協协卻却廳厅參参吳吴啟启喚唤嘗尝嚴严團团園园圓圆壓压壞坏壯壮夠够夢梦奪夺奮奋婦妇孫孙寧宁審审寬宽寶宝專专尋寻導导屆届層层島岛嶺岭師师帳帐帶带幣币幹干庫库廣广廠厂" +
  "廟庙張张強强彈弹彙汇徑径復复徵征態态慶庆慮虑憑凭戰战戶户掃扫採采換换揮挥損损搖摇擇择擊击擔担擴扩攝摄敗败敵敌斷断於于曆历曉晓條条極极構构標标橋桥檢检歐欧歡欢歲岁歸归決决況况準准滬沪滿满漢汉灣湾無无煩烦爾尔牆墙獎奖獨独" +
  "獲获環环產产畢毕畫画異异療疗盡尽監监盤盘確确碼码禮礼種种稱称穩稳窩窝競竞筆笔節节範范築筑簡简簽签籤签糧粮紀纪約约紅红級级紐纽紙纸細细終终組组經经綠绿維维線线緊紧編编緩缓練练縮缩績绩繼继續续罷罢職职聯联聲声腦脑臺台興兴" +
  "舊旧艦舰藝艺蘇苏蘭兰處处補补裝装製制複复規规親亲觀观討讨訓训設设評评試试詩诗誠诚誤误譽誉護护豐丰貝贝負负財财責责貴贵費费貿贸賓宾賞赏賽赛贈赠趙赵跡迹軍军軟软較较載载輕轻輛辆輸输轉转辦办農农連连週周遊游運运達达違违遠远" +
  "適适選选遺遗鄉乡鄭郑醫医釋释針针鈴铃銀银銷销鋼钢錯错鍵键鎖锁鐘钟閉闭閒闲陳陈陸陆雜杂頂顶項项順顺須须頗颇養养餘余駐驻";

const toSimplified = new Map<string, string>();
const simplifiedOnly = new Set<string>();
for (const [traditional, simplified] of pairs.match(/../gu) ?? []) {
  if (traditional === undefined || simplified === undefined) continue;
  toSimplified.set(traditional, simplified);
  simplifiedOnly.add(simplified);
}

/** The same text with traditional characters simplified, one for one: positions stay. */
export function foldHan(text: string): string {
  return text.replace(/\p{Script=Han}/gu, (character) => toSimplified.get(character) ?? character);
}

/** Whether a Chinese text is written in the traditional script. In doubt: no. */
export function isTraditional(text: string): boolean {
  const characters = Array.from(text);
  const traditional = characters.filter((character) => toSimplified.has(character)).length;
  return traditional > characters.filter((character) => simplifiedOnly.has(character)).length;
}
