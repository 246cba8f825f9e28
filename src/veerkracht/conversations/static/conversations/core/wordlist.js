/** 512 plain Dutch words; the first four letters of each are its own. A word stands for nine bits. */
export const WORDS = (
  "aarde adem agenda akker album ananas anker appel armband asbak atlas avond baard bagger baken bakker balkon ballon " +
  "banaan bank beker bel berg bestek bever bezem bijbel bijl bizon blad blik bloem bocht bodem bomen bonbon boon " +
  "borstel boter bouwer braam brief broek brood bruin buffel bundel buurman cactus cadeau camera cijfer cirkel citroen " +
  "clown concert conditie dag deken deksel deur diamant dobber dochter doek dolfijn domino donker doos dorp draad " +
  "drempel dropje druif duim echo eend eik eiland eland elleboog emmer energie engel enkel erwt etage ezel fabriek " +
  "fakkel familie feest fiets film fles fluit fontein fornuis foto fruit gans garage garen gazon gebak gebouw geel geit " +
  "geluk gember gezin gids gitaar golf gordijn goud groente grond grot haan hagel haken halte hamer handdoek harp haven " +
  "hazelnoot helm hemel hengel herfst hert heuvel hobbel hoed hommel honing hoorn horloge hotel hut iglo ijsbeer inkt " +
  "insect ivoor jager jam jeugd jongen juli juni jurk juweel kaars kabel kachel kalf kameel kano kapitein kapper karton " +
  "katoen kelder kennis kers keuken kikker klap klei klok klomp knie knoop knop koffer kom konijn kool koper korf kraag " +
  "krant krijt kring krokus kroon kruid kubus kuiken kuil kunst kus kwast laag laars ladder laken lama lamp lantaarn " +
  "lat leeuw lente lepel lezer licht lied liefde lijn lijst limoen linde linker lip logboek lokaal loket long lucht " +
  "luik lunch maan mango mantel markt marmer masker matras medaille meisje melk melodie mens merel metaal meubel middag " +
  "minuut mist moeder moeras molen mond morgen mossel motor munt museum muts muziek naald naam nacht nagel natuur neef " +
  "negen neus nevel nieuws noord noot notitie nummer oase ochtend oester oever olie olifant oma ontbijt oog oost opa " +
  "oranje orgel orkest otter oven paard paleis palm papegaai papier paraplu parel park pasta paus pauw pedaal pelikaan " +
  "pen pennen peper perron perzik piano pil pinda pinguin piraat pizza plaat plank plein ploeg poes pomp poort pot " +
  "potlood prijs prins pruim pudding punt puzzel raap radijs raket recept regel reiger reis rem rente ridder riet rijst " +
  "ring rits rivier robot roeier rolstoel rozijn rug rugzak ruit rund rupsen salade sap schaap schip school schuur slak " +
  "sleep sleutel slinger slof smaak smid snaar sneeuw snoep snor soep sofa sojaboon sok specht spel spiegel spin spons " +
  "spoor sport stad stal steen ster stift stip stoel straat strik stroom student stuur suiker sultan symbool taal taart " +
  "tafel talent tang tante tapijt tarwe teken tekst telefoon tempel tennis tent terras theater thee ticket tijd tijger " +
  "titel toekan toets tol tomaat toren touw tram trein trommel truck trui tube tuin tulp tunnel twijg uier vaart vaas " +
  "vader valk vanille varen veiling veld venster ventiel verf vest veter vijf vijver villa vinger viool vis vlag vlam " +
  "vlecht vlees vlieg vlinder vloer vlot voet vogel vork vrede vriend vrucht vulpen vuur waaier wafel wagen warmte was " +
  "water week weg weide wens wereld wesp wiel wijn wijzer wilg wimper wind winkel winter wit woestijn wolk woning woord " +
  "worst wortel zaad zadel zak zalm zanger zebra zeehond zeep zeil zetel zeven zijde zilver zolder zomer zon zout zuid " +
  "zuivel zwaan zwaluw zwam zwembad "
).trim().split(" ");
