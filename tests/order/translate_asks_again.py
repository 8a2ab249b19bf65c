# str.translate remembers answers only while text and answers are ASCII; behind a dropped character it looks ahead.
class T:
    def __getitem__(self,k):
        print('ask',k)
        return {97:'A',98:None,99:'é',100:'XY',101:101,102:'f',103:5000}.get(k,k)
for s in ('aab','aba','abcabc','acca','adad','aeeff','ffff','éaaéé','bbaa','aabdaab','gg','zzaz', 'aaaazzc', 'zzaé','aaéaa','eeaa','daab','efefgef'):
    print(s, ascii(s.translate(T())))
