"""What WhatsApp itself writes into chats, in English, French, Spanish, Portuguese, Arabic, Swahili.

Only what cannot be told otherwise is listed: a line without a sender is WhatsApp's in any language,
and so is something in angle brackets that is the whole of a message.
"""

from __future__ import annotations

import re

__all__ = ["DELETED_TEXT", "EDITED", "FILE_ATTACHED", "OMITTED", "SYSTEM_TEXT", "WAITING"]


def _any(*patterns: str) -> re.Pattern[str]:
    return re.compile("|".join(f"(?:{pattern})" for pattern in patterns), re.IGNORECASE)


# Found in a line, these are no name of a sender, and after a sender's name no words of theirs.
SYSTEM_TEXT = _any(
    r"created (?:this |the )?(?:group|community)"
    r"|changed (?:the|this) (?:subject|group|description|community)"
    r"|changed (?:their|your) (?:phone )?number|security code|end-to-end encrypted"
    r"|joined (?:using|from|the)"
    r"|(?:were|was|you) added|added (?:you|\+\d)|(?<=\s)left$|removed (?:you|\+\d)"
    r"|an admin|disappearing messages"
    r"|(?:missed|silenced) (?:voice|video|group)|pinned a message|requested to join|only admins",
    r"a créé (?:le|ce|un) groupe|a (?:changé|modifié) (?:l|la|le|les|de|ce)\b|a quitté"
    r"|a rejoint|code de sécurité"
    r"|(?:a|vous a|a été|avez été) ajouté|a retiré|bout en bout|admin du groupe"
    r"|messages éphémères"
    r"|appel (?:vocal|vidéo) manqué|a épinglé",
    r"creó (?:el|este) grupo|cambió (?:el|la|los|su|este)\b|código de seguridad"
    r"|extremo a extremo|se unió"
    r"|(?:te|se) (?:añadió|agregó)|(?:añadió|agregó) a\b|salió del grupo|(?<=\s)salió$"
    r"|eliminó a\b"
    r"|ahora eres admin|mensajes temporales|llamada perdida|fijó un mensaje",
    r"criou (?:o|este) grupo|(?:mudou|alterou) (?:o|a|as|os|de)\b|código de segurança"
    r"|ponta a ponta"
    r"|adicionou|entrou (?:usando|no|através|a partir)|(?<=\s)saiu$|removeu"
    r"|agora é (?:um )?admin"
    r"|mensagens temporárias|(?:chamada|ligação) de (?:voz|vídeo) perdida|fixou uma mensagem",
    r"أنشأ|بإنشاء|غي[ّ]?ر موضوع|بتغيير|أضاف|تمت? إضاف|انضم|غادر|بإزالة"
    r"|رمز (?:الأمان|الحماية)|مشفرة|التشفير"
    r"|ذاتية الاختفاء|مكالمة (?:صوتية|فيديو) فائتة|مشرف",
    r"(?:ali|ame|uli|ume)unda kikundi|(?:ali|ame)badilisha"
    r"|(?:ali|ame)?(?:mwongeza|ongeza|kuongeza)|(?:ali|ame)jiunga"
    r"|(?:ali|ame)ondoka|(?:ali|ame)mwondoa|(?:msimbo|nambari) ya? usalama|simbwa"
    r"|fiche mwisho|ni msimamizi",
)  # fmt: skip

# The whole of a message that its author or an administrator took back.
DELETED_TEXT = _any(
    r"this message was deleted(?: by admin.*)?|you deleted this message(?: as admin)?",
    r"ce message a été supprimé(?: par .*)?|vous avez supprimé ce message.*",
    r"se eliminó este mensaje(?: .*)?|eliminaste este mensaje"
    r"|este mensaje fue eliminado(?: .*)?",
    r"(?:esta )?mensagem (?:foi )?(?:apagada|eliminada)(?: .*)?"
    r"|(?:você )?(?:apagou|eliminou) esta mensagem",
    r"تم حذف هذه الرسالة.*|(?:لقد )?حذفتَ? هذه الرسالة.*",
    r"ujumbe huu (?:uli|ume)fut(?:wa|ika).*|(?:uli|ume)futa ujumbe huu",
)  # fmt: skip

# The whole of a message that the exporting telephone never received.
WAITING = _any(
    r"waiting for this message.*",
    r"en attente de ce message.*",
    r"esperando (?:el|este) mensaje.*",
    r"(?:aguardando|à espera de) (?:esta )?(?:a )?mensagem.*",
    r"(?:في )?انتظار (?:هذه )?الرسالة.*",
    r"inasubiri ujumbe huu.*",
)

# At the end of a message: it was changed after it was sent.
EDITED = _any(
    r"this message was edited",
    r"ce message a été modifié",
    r"se editó este mensaje|este mensaje fue editado|mensaje editado",
    r"(?:esta )?mensagem (?:foi )?editada",
    r"(?:تم|جرى) تعديل (?:هذه )?الرسالة",
    r"ujumbe huu (?:uli|ume)haririwa",
)

# What came with a message and is not in the export, without its brackets.
OMITTED = _any(
    r"(?:image|video note|video|audio|sticker|gif|document|contact card|media) omitted",
    r"(?:image|note vidéo|vidéo|audio|sticker|gif|document|fiche contact|carte de contact)"
    r" (?:absente?|omise?|manquante?)",
    r"(?:imagen|v[ií]deo|videomensaje|audio|sticker|gif|documento|tarjeta de contacto) omitid[oa]",
    r"(?:imagem|vídeo|áudio|figurinha|sticker|gif|documento|cartão d[eo] contac?to)"
    r" (?:omitid|ocultad|não revelad)[oa]",
    r"(?:تم )?(?:حذف|استبعاد|عدم إدراج) (?:ال)?(?:صورة|فيديو|صوت|ملصق|مستند|وسائط)"
    r"|(?:تم )?(?:حذف|استبعاد) بطاقة جهة الاتصال"
    r"|(?:ال)?(?:صورة|فيديو|صوت|ملصق|مستند|وسائط) (?:محذوفة?|مستبعدة?|غير مدرجة?)",
    r"(?:picha|video|sauti|kibandiko|stika|gif|hati|waraka|kadi ya mawasiliano)"
    r" (?:ime|hai|ili|hazi|zime)\w+",
)

# After a file's name, in round brackets.
FILE_ATTACHED = _any(
    r"file attached",
    r"fichier joint",
    r"archivo adjunto",
    r"(?:arquivo|ficheiro) anexado",
    r"(?:ال)?ملف مرفق|تم إرفاق (?:ال)?ملف",
    r"faili (?:imeambatishwa|imeambatanishwa|iliyoambatishwa)",
)
