"""How people say that an answer helped, and that it did not, in the six languages."""

from __future__ import annotations

import re

CONFIRMED = re.compile(
    r"\b(?:(?:that|this|it|your \w+|which|everything|all|now it|solution|suggestion)"
    r"(?: (?:has|all|just|really|now|one|fix|change|way|finally|totally|actually|did))? "
    r"(?:worked|works|solved|solves|fixed|fixes|did the trick|did it|helped|resolved|"
    r"answers my question|answered my question|was it|does it)|"
    r"works? (?:now|great|fine|perfectly|like a charm|beautifully|for me)|working now|"
    r"(?:problem|issue|question) (?:is |was )?(?:now )?(?:solved|fixed|resolved|answered)|"
    r"(?:is|it's|its|now|all) (?:solved|fixed|resolved)|"
    r"(?:exactly|just|precisely) what i (?:needed|wanted|need|want|was looking for|am looking for)|"
    r"what i (?:was looking for|needed)|"
    r"you saved|saved my|solved (?:my|the) (?:problem|issue)|fixed (?:my|the) (?:problem|issue)|"
    r"did the trick|got it (?:working|to work)|"
    r"(?:ça|cela|c'est|tout) (?:a |bien |maintenant )*(?:marche|fonctionne|marché|fonctionné)|"
    r"c'est résolu|"
    r"problème (?:est )?(?:résolu|réglé)|exactement ce (?:que je cherchais|qu'il me fallait|dont)|"
    r"(?:ya |eso |esto |ahora )?(?:funciona|funcionó|me funcionó|me sirvió|se solucionó)|"
    r"solucionado|resuelto|(?:justo|exactamente) lo que (?:necesitaba|buscaba)|"
    r"(?:isso |agora |já )?(?:funcionou|resolveu|resolvido|deu certo)|"
    r"(?:exatamente|justamente|era isso) (?:o que|que) (?:eu )?(?:precisava|procurava)|"
    r"(?:ime|inafanya|imefanya) ?kazi|imetatuliwa|tatizo limekwisha|ndicho nilichohitaji)\b"
    r"|نجح|تم حل|حُلت المشكلة|حلت المشكلة|انحلت|اشتغل|يعمل الآن|هذا ما (?:كنت أبحث عنه|احتجته)",
    re.IGNORECASE,
)
# Said where something still is wrong, or where the asker helped themselves.
DOUBTED = re.compile(
    r"\b(?:not|\w+n't|never|no luck|doesnt|didnt|dont|cant|isnt|still|unfortunately|however|but|"
    r"except|almost|hope|sure|partly|partially|should|would|could|if|when|how|why|what about|"
    r"myself|my own|"
    r"i (?:found|figured|solved|fixed|made|wrote|changed)|we (?:found|solved|fixed)|turns out|"
    r"pas|jamais|toujours|encore|mais|malheureusement|moi-même|j'ai trouvé|"
    r"no|todavía|aún|pero|lamentablemente|encontré|yo mismo|"
    r"não|ainda|mas|porém|infelizmente|encontrei|consegui|"
    r"bado|lakini|hai\w+|sija\w+|nime\w+)\b|لم |لا |ليس|لكن|مازال|ما زال",
    re.IGNORECASE,
)
# What platforms call thanks and approval.
POSITIVE = frozenset({
    "like", "likes", "love", "thanks", "thank you", "thankful", "helpful", "heart", "+1", "plus1",
    "thumbsup", "thumbs_up", "clap", "tada", "pray", "100", "ok_hand", "white_check_mark", "star",
    "celebrate", "praise", "appreciate", "agree", "care", "support", "wow", "raised_hands",
    "👍", "❤", "❤️", "🙏", "👏", "🎉", "💯", "✅",
})  # fmt: skip
