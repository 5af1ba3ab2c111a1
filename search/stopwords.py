"""Words that carry no meaning of their own: left out of a query, never of the index."""

from __future__ import annotations

_WORDS = {
    "en": """
        a about after all also am an and any are as at be because been before being
        between both but by can cannot could did do does doing done each either for from
        get had has have having he her here him his how i if in into is it its just me
        might more most much must my no nor not of off on onto or our out over own per
        same shall she should so some such than that the their them then there these
        they this those through to too under until upon us very was we were what when
        where whether which while who whom whose why will with within without would you
        your
    """,
    "fr": """
        a ai ainsi alors apres au aucun aussi autre aux avant avec avoir car ce ceci
        cela celle ces cet cette ceux chaque ci comme comment contre d dans de depuis
        des doit donc dont du elle elles en encore entre est et etaient etait etant ete
        etre eu faire fait faut il ils je l la le les leur leurs lors lui m ma mais me
        meme mes mon ne ni nos notre nous on ont ou par parce pas peu peut peuvent plus
        pour pourquoi qu quand que quel quelle quelles quels qui quoi s sa sans se sera
        ses si son sont sous sur t ta te tes toi ton tous tout toute toutes tres tu un
        une vers vos votre vous y
    """,
    "es": """
        a al algo algunos ante antes aquel aqui asi aun aunque cada como con contra cual
        cuales cuando cuanto cuantos de debe del desde donde durante e el ella ellas
        ellos en entre era eran es esa esas ese eso esos esta estan estar estas este
        esto estos fue fueron ha haber habia han hasta hay la las le les lo los mas me
        mi mis mucho muy ni no nos nosotros o os otra otros para pero por porque puede
        pueden que quien quienes se sea segun ser si sin sobre son su sus tambien tan te
        tiene tienen toda todo todos tu tus un una uno unos y ya yo
    """,
    "pt": """
        a ao aos aquela aquele as assim ate cada com como contra da das de dela dele
        depois desde deve do dos e ela elas ele eles em entre era essa esse esta estao
        estar este eu foi foram ha isso isto ja la lhe mais mas me mesmo meu minha muito
        muitos na nao nas nem no nos nossa nosso num numa o onde os ou para pela pelas
        pelo pelos pode podem por porque qual quais quando quanto que quem sao se sem
        sendo ser seu seus sobre so sua suas tambem tem te tinha todo todos tu um uma
        umas uns voce
    """,
    "ar": """
        من الى إلى على عن في مع هذا هذه ذلك تلك التي الذي الذين ما ماذا متى اين أين كيف
        لماذا هل كم كان كانت يكون تكون هو هي هم نحن انا أنا انت أنت و او أو ثم لا لم لن
        ليس ان أن إن قد كل بعض غير بين عند منذ حتى اذا إذا لكن بعد قبل
    """,
}

STOP_WORDS = {language: frozenset(words.split()) for language, words in _WORDS.items()}
