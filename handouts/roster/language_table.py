"""Languages: tag, codes of ISO 639-2 (terminological, then bibliographic), English name, other names.

The 184 of ISO 639-1, and others that people in clinics speak. Names after Unicode's CLDR and ISO 639-3.
"""

from __future__ import annotations

from typing import Final

TABLE: Final = """
aa aar: Afar, Qafar
ab abk: Abkhazian, Аԥсшәа
ae ave: Avestan
af afr: Afrikaans
ak aka: Akan
am amh: Amharic, አማርኛ
an arg: Aragonese, aragonés
ar ara: Arabic, العربية, Arab
as asm: Assamese, অসমীয়া
av ava: Avaric
ay aym: Aymara
az aze: Azerbaijani, azərbaycan
ba bak: Bashkir, башҡорт
be bel: Belarusian, беларуская
bg bul: Bulgarian, български
bi bis: Bislama
bm bam: Bambara, bamanakan
bn ben: Bangla, বাংলা, Bengali
bo bod tib: Tibetan, བོད་སྐད་
br bre: Breton, brezhoneg
bs bos: Bosnian, bosanski
ca cat: Catalan, català
ce che: Chechen, нохчийн
ch cha: Chamorro
co cos: Corsican, corsu
cr cre: Cree
cs ces cze: Czech, čeština
cu chu: Church Slavic, церковнослове́нскїй
cv chv: Chuvash, чӑваш чӗлхи
cy cym wel: Welsh, Cymraeg
da dan: Danish, dansk
de deu ger: German, Deutsch, Germ
dv div: Divehi, ދިވެހިބަސް
dz dzo: Dzongkha, རྫོང་ཁ
ee ewe: Ewe, eʋegbe
el ell gre: Greek, Ελληνικά, Modern Greek, Hellenic
en eng: English, Eng, Engl
eo epo: Esperanto
es spa: Spanish, español, Castilian, Castellano, Sp, Span, Spa
et est: Estonian, eesti
eu eus baq: Basque, euskara
fa fas per: Persian, فارسی, Farsi
ff ful: Fula, Pulaar, Fulah
fi fin: Finnish, suomi
fj fij: Fijian
fo fao: Faroese, føroyskt
fr fra fre: French, français
fy fry: Western Frisian, Frysk
ga gle: Irish, Gaeilge, Irish Gaelic
gd gla: Scottish Gaelic, Gàidhlig, Scots Gaelic
gl glg: Galician, galego
gn grn: Guarani, avañe’ẽ
gu guj: Gujarati, ગુજરાતી
gv glv: Manx, Gaelg
ha hau: Hausa
he heb: Hebrew, עברית, Ivrit, iw
hi hin: Hindi, हिन्दी
ho hmo: Hiri Motu
hr hrv: Croatian, hrvatski
ht hat: Haitian Creole, Kreyòl Ayisyen, Haitian, Creole, French Creole
hu hun: Hungarian, magyar
hy hye arm: Armenian, հայերեն
hz her: Herero
ia ina: Interlingua
id ind: Indonesian, Indonesia, Bahasa Indonesia, in
ie ile: Interlingue
ig ibo: Igbo, Asụsụ Igbo
ii iii: Sichuan Yi, ꆈꌠꉙ
ik ipk: Inupiaq
io ido: Ido
is isl ice: Icelandic, íslenska
it ita: Italian, italiano, Ital
iu iku: Inuktitut, ᐃᓄᒃᑎᑐᑦ
ja jpn: Japanese, 日本語, Jap
jv jav: Javanese, Jawa
ka kat geo: Georgian, ქართული
kg kon: Kongo
ki kik: Kikuyu, Gĩgĩkũyũ
kj kua: Kuanyama
kk kaz: Kazakh, қазақ тілі
kl kal: Kalaallisut
km khm: Khmer, ខ្មែរ, Cambodian
kn kan: Kannada, ಕನ್ನಡ
ko kor: Korean, 한국어, Kor
kr kau: Kanuri
ks kas: Kashmiri, کٲشُر
ku kur: Kurdish, kurdî (kurmancî), Kurdish Kurmanji
kv kom: Komi
kw cor: Cornish, kernewek
ky kir: Kyrgyz, кыргызча, Kirghiz
la lat: Latin, Latina
lb ltz: Luxembourgish, Lëtzebuergesch
lg lug: Ganda, Luganda
li lim: Limburgish, Limburgan
ln lin: Lingala, lingála
lo lao: Lao, ລາວ, Laotian
lt lit: Lithuanian, lietuvių
lu lub: Luba-Katanga, Tshiluba
lv lav: Latvian, latviešu
mg mlg: Malagasy
mh mah: Marshallese
mi mri mao: Māori, Maori
mk mkd mac: Macedonian, македонски
ml mal: Malayalam, മലയാളം
mn mon: Mongolian, монгол
mr mar: Marathi, मराठी
ms msa may: Malay, Melayu
mt mlt: Maltese, Malti
my mya bur: Burmese, မြန်မာ, Myanmar
na nau: Nauru
nb nob: Norwegian Bokmål, norsk bokmål, Bokmål
nd nde: North Ndebele, isiNdebele
ne nep: Nepali, नेपाली, Nepalese
ng ndo: Ndonga
nl nld dut: Dutch, Nederlands, Flemish, Vlaams
nn nno: Norwegian Nynorsk, norsk nynorsk
no nor: Norwegian, norsk
nr nbl: South Ndebele, isiNdebele
nv nav: Navajo, Diné Bizaad
ny nya: Nyanja, Chichewa
oc oci: Occitan
oj oji: Ojibwa
om orm: Oromo, Oromoo, Oromiffa, Afaan Oromo
or ori: Odia, ଓଡ଼ିଆ, Oriya
os oss: Ossetic, ирон, Ossetian
pa pan: Punjabi, ਪੰਜਾਬੀ, Panjabi
pi pli: Pali
pl pol: Polish, polski
ps pus: Pashto, پښتو, Pushto, Pashtu
pt por: Portuguese, português, Port, Brazilian, Brazilian Portuguese
qu que: Quechua, Runasimi
rm roh: Romansh, rumantsch
rn run: Rundi, Ikirundi
ro ron rum: Romanian, română, Moldavian, Moldovan
ru rus: Russian, русский, Russ
rw kin: Kinyarwanda, Ikinyarwanda
sa san: Sanskrit, संस्कृत भाषा
sc srd: Sardinian, sardu
sd snd: Sindhi, سنڌي
se sme: Northern Sami, davvisámegiella
sg sag: Sango, Sängö
sh hbs: Serbo-Croatian
si sin: Sinhala, සිංහල, Sinhalese
sk slk slo: Slovak, slovenčina
sl slv: Slovenian, slovenščina
sm smo: Samoan
sn sna: Shona, chiShona
so som: Somali, Soomaali
sq sqi alb: Albanian, shqip
sr srp: Serbian, српски
ss ssw: Swati, siSwati
st sot: Southern Sotho, Sesotho
su sun: Sundanese, Basa Sunda
sv swe: Swedish, svenska
sw swa: Swahili, Kiswahili
ta tam: Tamil, தமிழ்
te tel: Telugu, తెలుగు
tg tgk: Tajik, тоҷикӣ
th tha: Thai, ไทย
ti tir: Tigrinya, ትግርኛ, Tigrigna
tk tuk: Turkmen, türkmen dili
tl tgl: Tagalog
tn tsn: Tswana, Setswana
to ton: Tongan, lea fakatonga, Tonga
tr tur: Turkish, Türkçe, Turk
ts tso: Tsonga, Xitsonga
tt tat: Tatar, татар
tw twi: Twi, Akan
ty tah: Tahitian
ug uig: Uyghur, ئۇيغۇرچە, Uighur
uk ukr: Ukrainian, українська
ur urd: Urdu, اردو
uz uzb: Uzbek, o‘zbek
ve ven: Venda, Tshivenḓa
vi vie: Vietnamese, Tiếng Việt, Viet, Vietnam
vo vol: Volapük
wa wln: Walloon, walon
wo wol: Wolof
xh xho: Xhosa, IsiXhosa
yi yid: Yiddish, ייִדיש, ji
yo yor: Yoruba, Èdè Yorùbá
za zha: Zhuang, Vahcuengh
zh zho chi: Chinese, 中文, Mandarin, 國語, 普通话, 汉语, 漢語, cmn, Mand
zu zul: Zulu, isiZulu
yue: Cantonese, 廣東話, 广东话, 粵語, 粤语, Cant
hmn: Hmong, Hmoob
nan: Taiwanese, Hokkien, Min Nan
haw: Hawaiian, ʻŌlelo Hawaiʻi
ilo: Ilocano, Iloko
ceb: Cebuano
chr: Cherokee, ᏣᎳᎩ
fil: Filipino, Pilipino
prs: Dari, دری
kea: Cape Verdean Creole, Kabuverdianu
kar: Karen
ckb: Sorani, Central Kurdish
kmr: Kurmanji
syr: Syriac
aii: Assyrian
cld: Chaldean
kri: Krio
pdc: Pennsylvania German, Pennsylvania Dutch
scn: Sicilian
hak: Hakka
wuu: Shanghainese, Wu Chinese
mam: Mam
quc: K'iche', Quiché
nah: Nahuatl
mix: Mixtec
zap: Zapotec
rhg: Rohingya
tet: Tetum
ach: Acholi
din: Dinka
nus: Nuer
tig: Tigre
pap: Papiamento
jam: Jamaican Patois, Jamaican Creole
mnk: Mandinka
hif: Fiji Hindi
rom: Romani
lad: Ladino
esu: Yupik
gil: Gilbertese
chk: Chuukese
pon: Pohnpeian
mfe: Mauritian Creole
rar: Cook Islands Maori
niu: Niuean
tkl: Tokelauan
tpi: Tok Pisin
gsw: Swiss German
sco: Scots
"""
