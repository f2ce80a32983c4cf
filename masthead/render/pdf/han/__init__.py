"""What WeasyPrint has to be taught about Chinese: full lines, squeezed marks, gaps, one pitch.

``characters`` knows what each character may do, ``composer`` breaks and fills lines and knows no
WeasyPrint, ``adapter`` puts the two to work inside WeasyPrint. Rules: GB/T 15834-2011 and W3C's
Requirements for Chinese Text Layout (clreq), Mainland horizontal style.
"""
