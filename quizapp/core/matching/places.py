"""Places that hold others, and words for peoples: who names Poland may mean Warsaw."""

import re

COUNTRIES = frozenset(
    """
    africa/asia/europe/america/north america/south america/australia/antarctica/oceania
    afghanistan/albania/algeria/angola/argentina/armenia/austria/azerbaijan/bahrain/bangladesh
    belarus/belgium/benin/bolivia/bosnia/botswana/brazil/britain/great britain/bulgaria/burma
    burundi/cambodia/cameroon/canada/chad/chile/china/colombia/congo/costa rica/croatia/cuba/cyprus
    czechia/czech republic/denmark/ecuador/egypt/england/eritrea/estonia/ethiopia/fiji/finland
    france/gabon/gambia/georgia/germany/ghana/greece/guatemala/guinea/guyana/haiti/holland/honduras
    hungary/iceland/india/indonesia/iran/iraq/ireland/israel/italy/jamaica/japan/jordan/kazakhstan
    kenya/korea/kosovo/kuwait/laos/latvia/lebanon/liberia/libya/lithuania/luxembourg/madagascar
    malawi/malaysia/mali/malta/mauritania/mauritius/mexico/moldova/mongolia/montenegro/morocco
    mozambique/myanmar/namibia/nepal/netherlands/new zealand/nicaragua/niger/nigeria
    northern ireland/norway/oman/pakistan/panama/papua new guinea/paraguay/peru/philippines/poland
    portugal/qatar/romania/russia/rwanda/saudi arabia/scotland/senegal/serbia/sierra leone
    singapore/slovakia/slovenia/somalia/south africa/soviet union/spain/sri lanka/sudan/sweden
    switzerland/syria/taiwan/tanzania/thailand/togo/tunisia/turkey/uganda/uk/ukraine
    united kingdom/united states/uruguay/us/usa/uzbekistan/venezuela/vietnam/wales/yemen/zambia
    zimbabwe
    """.strip()
    .replace("\n    ", "/")
    .split("/")
)
PEOPLE = re.compile(
    r"(?:ish|ese|ian|ians|ean|eans|ican|icans|mans?|ites?|is)$"
    r"|^(?:french|dutch|greeks?|swiss|welsh|czechs?|danes?|swedes?|finns?|poles?|turks?|thai)$"
)
