"""What small talk is made of, in the six languages: phrases that make it, words that fill it.

A phrase is written without marks and in lower case. ``FILLERS``, and the words of phrases, are no
small talk by themselves, and one word that is in neither list makes a post content. So the lists
hold nothing technical.
"""

from __future__ import annotations

PHRASES = """
whoa | you are the man | youre the man | you rock | i'll give this a shot | lifesaver
you're welcome | can't wait | i'll try | i'll try it | i'll try that | i'll check it out
i'll have a look | i'll take a look | i'll check | will give it a look | will give a look
will give it a try | i will give it a try | i'll give it a try | will have a look
will take a look | will check | works great | works fine | works perfectly | works well
it works great | it works fine | it works perfectly | works like a charm | everything works
all works | works as it should | works as expected | couldn't agree more
couldn't say it better | couldn't say it any better | promising | good luck with it
keep it coming | awesome idea | sounds promising | sounds like a good idea | that makes sense
makes sense | fair enough | good to know | my mistake | my fault | my apologies | apologies
nevermind | never mind | that's it | that's right | correct | true | very true | so true
thats right | like this | respect | thumbs up | well put | you're right | you are right | i know
glad that helped | glad that worked | glad to know | welcome to the forums | hi | hello | hey
hey there | hi there | good morning | good afternoon | good evening | good day | good night
greetings | dear all | dear colleagues | welcome | welcome back | welcome aboard
welcome to the group | welcome to the forum | welcome to the community | glad to be here
nice to meet you | happy to be here | pleased to join | thanks for adding me | thanks
thank you | thankyou | thx | ty | tnx | many thanks | cheers | much appreciated | appreciated
appreciate it | i appreciate it | i appreciate that | really appreciate it | grateful
god bless | god bless you | be blessed | stay blessed | bless you | you are welcome
youre welcome | you re welcome | no problem | np | no worries | my pleasure | anytime
glad i could help | glad to help | happy to help | glad it helped | glad you like it
glad it works | glad you got it working | glad to hear that | good to hear | glad to hear it
noted | well noted | duly noted | noted with thanks | ok | okay | okey | k | got it | received
well received | understood | i see | i understand | sure | agreed | i agree | exactly | indeed
totally agree | fully agree | seconded | same here | me too | same question | same question here
same problem here | same issue here | same here please share | please share | kindly share
interested | i am interested | im interested | i am also interested | following | following this
following this thread | bump | up | +1 | 1 up | plus one | like | like it | i like it | love it
i love it | great | nice | excellent | awesome | perfect | wonderful | fantastic | brilliant
cool | amazing | superb | lovely | super | beautiful | impressive | interesting
very interesting | wow | very nice | very good | well said | well done | good job | great job
great work | good work | nice work | nice job | keep it up | keep up the good work
keep up the great work | keep going | great stuff | good stuff | nice one | good one
great post | great news | good news | great idea | good idea | nice idea | good point
great point | looks great | looks good | looks nice | looks awesome | looks really nice
looks amazing | sounds good | sounds great | sounds interesting | looking forward
looking forward to it | looking forward to this | cant wait | can t wait | happy birthday
happy new year | happy easter | happy eid | happy holidays | merry christmas | eid mubarak
ramadan kareem | happy ramadan | happy weekend | have a nice day | have a good day
have a great day | have a nice weekend | have a great weekend | have a good weekend
season greetings | happy world water day | happy anniversary | many happy returns | best wishes
all the best | congratulations | congrats | congratulation | bravo | kudos | hats off
well deserved | proud of you | rest in peace | rip | my condolences | our condolences
condolences | sincere condolences | deepest condolences | heartfelt condolences
sorry for your loss | may his soul rest in peace | may her soul rest in peace | so sad
very sad | sad news | our prayers | amen | get well soon | see you | see you there
see you soon | see you tomorrow | bye | goodbye | take care | talk soon | good luck
best of luck | safe travels | safe journey | regards | best regards | kind regards
warm regards | sorry | my bad | no | yes | yep | yeah | yup | nope | please | lol | haha
hahaha | hehe | that worked | it worked | it works | works | works now | it works now
working now | that works | that helped | that helps | very helpful | helpful | this is helpful
this helps | this helped | solved | fixed | problem solved | it is solved | that fixed it
that did it | that solved it | i will try | i will try it | i will try that | ill try that
ill try it | i ll try that | i ll try it | will try | will do | i will check | i will check it
ill check it out | i ll check it out | i will have a look | i will take a look | let me know
keep us posted | keep me posted

j'aime | j'aime bien | j'aime beaucoup | j'aime cette idée | j'aime cette réponse | d'accord
tout à fait | exactement | bien vu | bien dit | merci d'avance | bonjour | bonsoir | salut
coucou | bonjour à tous | bonjour à toutes | bonne journée | bonne soirée | bonne nuit
bon week end | bonne semaine | bienvenue | soyez le bienvenu | merci | grand merci
un grand merci | mille mercis | merci beaucoup | merci bien | de rien | je vous en prie
avec plaisir | bien noté | bien reçu | noté | compris | entendu | d accord | daccord
tout à fait d accord | ok merci | félicitations | toutes mes félicitations | bravo | chapeau
bon travail | beau travail | bonne idée | super | génial | parfait | excellent
très intéressant | intéressant | je suis intéressé | moi aussi | pareil pour moi | même question
même problème ici | merci de partager | joyeux anniversaire | bon anniversaire | bonne année
meilleurs vœux | joyeux noël | bonne fête | bon ramadan | aïd moubarak | condoléances
sincères condoléances | mes condoléances | nos condoléances | paix à son âme
que son âme repose en paix | repose en paix | bon courage | bonne chance | à bientôt | au revoir
cordialement | bien cordialement | bonne continuation | ça marche | cela marche | ça fonctionne
problème résolu | résolu | pas de problème | je vais essayer

hola | hola a todos | buenos días | buenas tardes | buenas noches | buenas | buen día | saludos
saludos cordiales | un saludo | un abrazo | abrazos | bienvenido | bienvenida | bienvenidos
gracias | muchas gracias | mil gracias | muchísimas gracias | de nada | con gusto | por nada
a la orden | recibido | anotado | enterado | enterada | entendido | de acuerdo
totalmente de acuerdo | ok gracias | felicidades | felicitaciones | muchas felicidades
enhorabuena | bravo | excelente | excelente trabajo | buen trabajo | muy buen trabajo | muy bien
muy bueno | muy interesante | interesante | genial | perfecto | buena idea | estupendo
me interesa | yo también | lo mismo aquí | misma pregunta | por favor compartir
feliz cumpleaños | feliz año nuevo | feliz año | feliz navidad | felices fiestas | feliz día
mis condolencias | nuestras condolencias | sentido pésame | mi más sentido pésame
lo siento mucho | descanse en paz | que en paz descanse | qepd | bendiciones | dios los bendiga
dios te bendiga | amén | suerte | buena suerte | buen fin de semana | hasta luego | hasta pronto
nos vemos | adiós | funciona | funcionó | ya funciona | resuelto | solucionado | lo probaré
quedo atento | quedo atenta

olá | olá a todos | oi | bom dia | boa tarde | boa noite | bom dia a todos | boa tarde a todos
saudações | abraços | um abraço | abraço | atenciosamente | bem vindo | bem vinda | bem vindos
seja bem vindo | obrigado | obrigada | muito obrigado | muito obrigada | muitíssimo obrigado
grato | grata | de nada | por nada | disponha | às ordens | recebido | anotado | ciente
entendido | combinado | concordo | de acordo | parabéns | muitos parabéns | meus parabéns
excelente | excelente trabalho | bom trabalho | ótimo | ótimo trabalho | muito bom | muito bem
maravilha | perfeito | legal | show | muito interessante | interessante | boa ideia
tenho interesse | eu também | mesma dúvida | feliz aniversário | feliz ano novo | feliz natal
boas festas | feliz páscoa | meus pêsames | meus sentimentos | nossos sentimentos
minhas condolências | descanse em paz | deus abençoe | amém | boa sorte | bom fim de semana
até logo | até breve | tchau | funcionou | resolvido | deu certo | vou tentar | vou testar

السلام عليكم | السلام عليكم ورحمة الله وبركاته | السلام عليكم ورحمة الله | وعليكم السلام
وعليكم السلام ورحمة الله وبركاته | مرحبا | اهلا | أهلا | أهلا وسهلا | اهلا وسهلا | أهلا بكم
صباح الخير | صباح النور | مساء الخير | مساء النور | شكرا | شكراً | شكرا لك | شكرا لكم
شكرا جزيلا | شكراً جزيلاً | ألف شكر | الف شكر | مشكور | مشكورين | جزاك الله خيرا | جزاك الله خير
جزاكم الله خيرا | بارك الله فيك | بارك الله فيكم | الله يعطيك العافية | يعطيك العافية
يعطيكم العافية | عفوا | العفو | لا شكر على واجب | تمام | تم | تم الاستلام | حسنا | موافق | أوافق
ممتاز | رائع | جميل | أحسنت | احسنت | عمل رائع | ما شاء الله | مبروك | ألف مبروك | الف مبروك
تهانينا | عيد ميلاد سعيد | كل عام وأنتم بخير | كل عام وانتم بخير | عيد مبارك | رمضان كريم
رمضان مبارك | جمعة مباركة | إنا لله وإنا إليه راجعون | انا لله وانا اليه راجعون | رحمه الله
رحمها الله | الله يرحمه | البقاء لله | عظم الله أجركم | تعازينا | خالص التعازي | آمين | امين
بالتوفيق | إن شاء الله | ان شاء الله | مع السلامة | إلى اللقاء | مع تحياتي | تحياتي | أنا أيضا
انا ايضا | نفس السؤال | أرجو المشاركة | تم الحل | نجحت

habari | habari za asubuhi | habari za mchana | habari za jioni | habari zenu | hujambo
hamjambo | jambo | mambo | shikamoo | salaam | salamu | karibu | karibu sana | karibuni
karibuni sana | asante | asante sana | asanteni | asanteni sana | ahsante | ahsante sana
ahsanteni | shukrani | shukran | nashukuru | nashukuru sana | tunashukuru | sawa | sawa sawa
sawa kabisa | nimeelewa | nimepokea | imepokelewa | nakubaliana | nakubali | vizuri
vizuri sana | vyema | safi | safi sana | kazi nzuri | hongera | hongera sana | hongereni
hongereni sana | heri ya kuzaliwa | heri ya mwaka mpya | krismasi njema | eid mubarak
ramadhan kareem | pole | pole sana | poleni | poleni sana | rambirambi | apumzike kwa amani
mungu amlaze mahali pema peponi | mungu amlaze mahali pema | mungu akubariki | mungu awabariki
amina | kila la heri | siku njema | usiku mwema | wikendi njema | kwaheri | tutaonana | mimi pia
swali kama hilo | tafadhali shiriki | inafanya kazi | imetatuliwa
"""

FILLERS = """
a absolutely advance advice again ah aide ajuda al all already also always amiga amigo amigos
amis and another answer answers any anyone ao aos apoio aporte aportes apoyo are as at attention
au aussi avec ayuda back be beaucoup been bien bon both brother brothers btw but by c'est can
cara caro caros ce cela cet cette cha cher chers chère chères clarification colega colegas
colleague colleagues collègue collègues com community como compartilhar compartir compañeras
compañero compañeros con contribuição contribution d da dada dans das de dear definitely del des
do done dos du dude e each effort efforts el em en encore equipe equipo es esse est esta este
estimada estimado estimados esto et even ever every everybody everyone everything example
excelente explanation explicación explicação extremely fast feedback fellow foi folks for friend
friends from further gentlemen give giving good great group grupo guidance guys habari happy
haraka have help helpful helping here hii hiyo hmm how i i'll i'm i've idea ideas ill im in
infiniment info información information informations informação informações input insight
insights is isso it it's its jibu just kaka kind kindly kundi kushiriki kwa kwako kwenu l l'aide
la ladies las later le les lifesaver link links lo los lot lots ma madam madame made maelezo
mais majibu make making man marafiki mate me member members membres mes message meu meus
mheshimiwa mi minha mis mon monsieur mpendwa mr mrs ms msaada much mucho muito muy mwenzangu my
mzuri na nas ndugu nice njema no nos nossa nosso notre nous now nuestra nuestro nyote o of oh on
once one os our par para partage partager particular partilha pela pelas pelo pelos people
perfectly pessoal pia please por post posting pour pra pretty prezado prezados prompt précieux
précision précisions qu que querido queridos question quick quickly quite rafiki rapide ready
really release replies reply response responses resposta respostas respuesta respuestas retour
rápida réponse réponses sana see seeing sharing shot should si sir sirs sister so soon sounds
speedy su sua suas suggestion suggestions support sur sus ta taarifa taking tan te team tena tes
that that's thats the their them then there these they things this those ti time timu tip tips
to todas today todo todos together toi tomorrow ton tonight too took totally tous tout toute
toutes très tu tudo tus um uma un una une update updates us useful ushauri usted ustedes
valuable very você vocês vos votre vous vuestra wa wapendwa was we well wenzangu were what whoa
wishes with wonderful work works wote would y ya yako yenu yet yote you you're your youre yours
za à équipe أختي أخي أستاذ أنا إلى اخي استاذ الأستاذ الأعزاء الإجابة الإخوة الاخوة الاستاذ
الجميع الرد الزملاء السادة الله المساعدة المشاركة المعلومات المعلومة المهندس الى جدا جميعا
زملائي عزيزتي عزيزي على في كثيرا كل لك لكم مع من مهندس هذا هذه و وبركاته ورحمة يا
"""

# Words of which an invitation to a meeting has one, ...
EVENTS = (
    "webinar", "webinaire", "seminario web", "meeting", "réunion", "reunión", "reunião", "workshop",
    "atelier", "taller", "oficina", "session", "sesión", "sessão", "training", "conference call",
    "reminder", "rappel", "recordatorio", "lembrete", "ندوة", "اجتماع", "تذكير", "mkutano",
    "kikao", "warsha", "kumbusho", "join us", "rejoignez", "únase", "participe", "انضموا",
)  # fmt: skip
# ... and the places where people meet.
MEETING_LINKS = (
    "zoom.us", "teams.microsoft.com", "teams.live.com", "meet.google.com", "webex.com",
    "gotomeeting.com", "gotowebinar.com", "eventbrite.", "bluejeans.com", "whereby.com",
    "meet.jit.si", "bigbluebutton",
)  # fmt: skip
