"""What `vocabulary` says, in sv, pl, ru, uk, tr, ar, he, hi, id, vi, ja, zh and ko: only what decides most.

Written as people write it and folded on loading. A phrase matches as in `vocabulary`; one of a script that
does not part its words matches anywhere in a run of such letters.
"""

# ruff: noqa: RUF001 - letters of other scripts are meant

from collections.abc import Mapping

from agents.browser.folding import folded
from agents.domain.page import FieldMeaning, Purpose


def _phrases(text: str) -> tuple[str, ...]:
    parts = (" ".join(folded(phrase).replace("'", " ").split()) for phrase in text.split(","))
    return tuple(dict.fromkeys(part for part in parts if part))


MORE_PURPOSES: Mapping[Purpose, tuple[str, ...]] = {
    Purpose.SIGN_OUT: _phrases(
        """logga ut, wyloguj, wyloguj się, выйти, выход, вийти, вихід, çıkış yap, oturumu kapat,
        تسجيل الخروج, تسجيل خروج, خروج, התנתק, התנתקות, יציאה, लॉग आउट, साइन आउट, keluar, đăng xuất,
        ログアウト, サインアウト, 退出登录, 退出, 登出, 注销, 로그아웃"""
    ),
    Purpose.SIGN_IN: _phrases(
        """logga in, zaloguj, zaloguj się, войти, вход, увійти, вхід, giriş yap, oturum aç,
        تسجيل الدخول, تسجيل دخول, دخول, התחבר, התחברות, כניסה, लॉग इन, साइन इन, masuk, đăng nhập,
        ログイン, サインイン, 登录, 登入, 로그인"""
    ),
    Purpose.SIGN_UP: _phrases(
        """skapa konto, registrera, zarejestruj, zarejestruj się, załóż konto, зарегистрироваться,
        регистрация, зареєструватися, реєстрація, kayıt ol, üye ol, hesap oluştur, إنشاء حساب, سجل الآن,
        הרשמה, הירשם, खाता बनाएं, पंजीकरण, buat akun, đăng ký, 新規登録, 会員登録, アカウント作成, 注册,
        註冊, 회원가입"""
    ),
    Purpose.ADD_TO_CART: _phrases(
        """lägg i varukorgen, dodaj do koszyka, в корзину, добавить в корзину, додати до кошика,
        sepete ekle, أضف إلى السلة, أضف الى السلة, הוסף לסל, הוספה לסל, कार्ट में जोड़ें,
        tambah ke keranjang, thêm vào giỏ hàng, カートに入れる, カートに追加, 加入购物车, 加入購物車,
        장바구니에 담기, 장바구니 담기"""
    ),
    Purpose.CHECKOUT: _phrases(
        """till kassan, do kasy, złóż zamówienie, оформить заказ, оформити замовлення, siparişi tamamla,
        إتمام الطلب, إتمام الشراء, לתשלום, चेकआउट, bayar sekarang, thanh toán, レジに進む, 注文を確定,
        注文する, 结算, 結帳, 提交订单, 주문하기"""
    ),
    Purpose.PAYMENT: _phrases(
        """köp nu, betala, zapłać, kup teraz, купить, оплатить, купити, сплатити, satın al, ödeme yap,
        ادفع, اشتر, اشتر الآن, الدفع, שלם, קנה עכשיו, खरीदें, भुगतान करें, beli sekarang, mua ngay,
        購入, 支払, 支付, 付款, 购买, 購買, 결제, 구매"""
    ),
    Purpose.CART: _phrases(
        """varukorg, koszyk, корзина, кошик, sepetim, سلة التسوق, السلة, סל קניות, कार्ट, keranjang,
        giỏ hàng, カート, 買い物かご, 购物车, 購物車, 장바구니"""
    ),
    Purpose.SEARCH: _phrases(
        """sök, söka, szukaj, wyszukaj, поиск, найти, искать, пошук, знайти, шукати, ara, arama, بحث,
        ابحث, חיפוש, חפש, खोजें, खोज, cari, pencarian, tìm kiếm, tìm, 検索, 搜索, 搜寻, 搜尋, 查找,
        查询, 검색"""
    ),
    Purpose.FILTER: _phrases(
        """filtrera, filtruj, фильтр, фильтровать, фільтр, filtrele, تصفية, סינון, फ़िल्टर, saring,
        bộ lọc, 絞り込み, フィルター, 筛选, 篩選, 필터"""
    ),
    Purpose.SORT: _phrases(
        """sortera, sortuj, сортировать, сортировка, сортувати, sırala, ترتيب, מיון, क्रमबद्ध करें,
        urutkan, sắp xếp, 並べ替え, 排序, 정렬"""
    ),
    Purpose.PAGING: _phrases(
        """nästa, föregående, następna, poprzednia, далее, назад, следующая, предыдущая, наступна,
        попередня, sonraki, önceki, التالي, السابق, הבא, הקודם, अगला, पिछला, berikutnya, sebelumnya,
        trang sau, trang trước, 次へ, 前へ, もっと見る, 下一页, 上一页, 下一頁, 다음, 이전"""
    ),
    Purpose.CLOSE: _phrases(
        """avbryt, stäng, anuluj, zamknij, отмена, закрыть, отменить, скасувати, закрити, iptal, vazgeç,
        kapat, إلغاء, إغلاق, ביטול, סגור, रद्द करें, बंद करें, batal, tutup, hủy, đóng lại, キャンセル,
        閉じる, 取消, 关闭, 關閉, 취소, 닫기"""
    ),
    Purpose.DELETE: _phrases(
        """ta bort, radera, usuń, skasuj, удалить, удали*, убрать, стереть, видалити, видали*, прибрати,
        sil, kaldır, حذف, احذف, إزالة, امسح, מחק, מחיקה, הסר, הסרה, हटाएं, हटाएँ, मिटाएं, hapus, xóa,
        xoá, gỡ bỏ, 削除, 消去, 取り除く, 删除, 刪除, 移除, 清空, 삭제, 제거, 지우기"""
    ),
    Purpose.EDIT: _phrases(
        """redigera, edytuj, zmień, редактировать, изменить, редагувати, змінити, düzenle, değiştir,
        تعديل, تحرير, עריכה, ערוך, संपादित करें, ubah, sunting, chỉnh sửa, 編集, 変更, 编辑, 編輯, 修改,
        수정, 편집, 변경"""
    ),
    Purpose.CREATE: _phrases(
        """lägg till, skapa, dodaj, utwórz, добавить, создать, додати, створити, ekle, oluştur, إضافة,
        أضف, إنشاء, הוסף, הוספה, צור, जोड़ें, बनाएं, tambah, tambahkan, buat, thêm mới, tạo mới, 追加,
        新規作成, 作成, 添加, 新建, 新增, 创建, 建立, 추가, 만들기, 새로 만들기, 등록"""
    ),
    Purpose.SAVE: _phrases(
        """spara, zapisz, сохранить, зберегти, kaydet, حفظ, احفظ, שמור, שמירה, सहेजें, simpan, lưu,
        lưu lại, 保存, 儲存, 저장"""
    ),
    Purpose.CONTACT: _phrases(
        """kontakta oss, связаться с нами, зв'язатися, bize ulaşın, اتصل بنا, צור קשר, संपर्क करें,
        hubungi kami, liên hệ, お問い合わせ, 联系我们, 聯絡我們, 문의하기"""
    ),
    Purpose.SUBSCRIBE: _phrases(
        """prenumerera, subskrybuj, zapisz się, zapisz się do newslettera, подписаться, підписатися,
        abone ol, اشترك, सदस्यता लें, berlangganan, đăng ký nhận tin, 購読, 订阅, 訂閱, 구독"""
    ),
    Purpose.PROFILE: _phrases(
        """inställningar, ustawienia, профиль, настройки, профіль, налаштування, ayarlar, الإعدادات,
        الملف الشخصي, הגדרות, פרופיל, सेटिंग्स, pengaturan, cài đặt, 設定, プロフィール, 设置, 設置,
        설정, 프로필"""
    ),
    Purpose.SUBMIT: _phrases(
        """skicka, fortsätt, wyślij, dalej, отправить, продолжить, надіслати, продовжити, gönder, devam,
        إرسال, أرسل, متابعة, שלח, שליחה, המשך, भेजें, जारी रखें, kirim, lanjutkan, tiếp tục, 送信,
        続ける, 確認, 提交, 发送, 確定, 确定, 继续, 전송, 보내기, 확인, 계속"""
    ),
}

MORE_MEANINGS: Mapping[FieldMeaning, tuple[str, ...]] = {
    FieldMeaning.PASSWORD: _phrases(
        """lösenord, hasło, пароль, şifre, parola, كلمة المرور, كلمة السر, סיסמה, סיסמא, पासवर्ड,
        kata sandi, mật khẩu, パスワード, 密码, 密碼, 비밀번호"""
    ),
    FieldMeaning.EMAIL: _phrases(
        """e post, epost, электронная почта, эл почта, почта, електронна пошта, пошта, e posta, eposta,
        البريد الإلكتروني, אימייל, דוא ל, ईमेल, surel, メールアドレス, メール, 邮箱, 電子郵件, 电子邮件,
        이메일"""
    ),
    FieldMeaning.USERNAME: _phrases(
        """användarnamn, nazwa użytkownika, 会員 id, 会員番号, ログイン id, 会员号, 账号, 帳號, имя
        пользователя, логин, ім'я користувача, kullanıcı adı, اسم المستخدم, שם משתמש, उपयोगकर्ता नाम,
        nama pengguna, tên đăng nhập, ユーザー名, 用户名, 使用者名稱, 사용자 이름, 아이디"""
    ),
    FieldMeaning.PHONE: _phrases(
        """numer telefonu, телефон, номер телефона, номер телефону, رقم الهاتف, הטלפון, טלפון, फ़ोन,
        nomor telepon, số điện thoại, 電話番号, 电话, 電話, 手机, 전화번호"""
    ),
    FieldMeaning.ADDRESS: _phrases(
        """adresy, адрес, адреса, العنوان, כתובת, पता, alamat, địa chỉ, 住所, 地址, 주소"""
    ),
    FieldMeaning.NAME: _phrases(
        """namn, imię, nazwisko, nazwa, имя, фамилия, название, ім'я, прізвище, назва, adı, soyadı,
        الاسم, اسم, שם, नाम, nama, họ tên, họ và tên, 氏名, 名前, お名前, 姓名, 名称, 이름, 성명"""
    ),
    FieldMeaning.NEW_PASSWORD: _phrases(
        """nytt lösenord, upprepa lösenord, nowe hasło, powtórz hasło, potwierdź hasło, новый пароль,
        повторите пароль, yeni şifre, 新しいパスワード, パスワード確認, 新密码, 确认密码,
        确认新密码, 重复密码, 새 비밀번호, 비밀번호 확인"""
    ),
    FieldMeaning.CONSENT: _phrases(
        """jag godkänner, villkoren, zgoda, zgodę, wyrażam zgodę, akceptuję, regulamin, согласие,
        согласен, kabul ediyorum, 同意する, 利用規約, 同意, 我已阅读, 隐私政策, 동의"""
    ),
    FieldMeaning.DATE: _phrases(
        """födelsedatum, data urodzenia, дата, дата рождения, tarih, doğum tarihi, 日付, 生年月日, 日期,
        出生日期, 날짜, 생년월일"""
    ),
    FieldMeaning.QUANTITY: _phrases(
        """antal, ilość, liczba, количество, adet, 数量, 人数, 個数, 수량, 인원"""
    ),
    FieldMeaning.PRICE: _phrases("""pris, cena, kwota, цена, fiyat, 価格, 金額, 价格, 金额, 가격, 금액"""),
    FieldMeaning.POSTCODE: _phrases(
        """postnummer, kod pocztowy, почтовый индекс, posta kodu, 郵便番号, 邮编, 邮政编码, 우편번호"""
    ),
    FieldMeaning.CITY: _phrases("""postort, miasto, miejscowość, город, şehir, 市区町村, 城市, 도시"""),
    FieldMeaning.COUNTRY: _phrases("""kraj, страна, ülke, 国籍, 国家, 국가"""),
    FieldMeaning.SEARCH: MORE_PURPOSES[Purpose.SEARCH],
    FieldMeaning.LONG_TEXT: _phrases(
        """meddelande, beskrivning, wiadomość, opis, сообщение, описание, комментарий, повідомлення,
        опис, mesaj, açıklama, الوصف, رسالة, הודעה, תיאור, संदेश, विवरण, pesan, deskripsi, tin nhắn,
        mô tả, 説明, 本文, メッセージ, 描述, 留言, 내용, 설명, 메시지"""
    ),
}

MORE_DESTRUCTIVE = _phrases(
    """avsluta konto, säg upp, avregistrera, anuluj zamówienie, wypisz się, zrezygnuj, отписаться,
    отказаться, відписатися, відмовитися, ayrıl, aboneliği iptal, hesabı kapat, إلغاء الاشتراك,
    إلغاء الطلب, مغادرة, انسحاب, ביטול מנוי, עזוב, פרישה, सदस्यता रद्द, berhenti berlangganan,
    hủy đăng ký, hủy đơn, 退会, 解約, 解除, 脱退, 退出群, 取消订阅, 取消订单, 注销账户, 撤回, 撤销,
    탈퇴, 해지, 구독 취소, 주문 취소"""
)
"""Giving something up, said so plainly that it is no mere leaving of a dialog."""
