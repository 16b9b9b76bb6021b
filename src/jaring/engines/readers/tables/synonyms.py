"""What headers mean, in English, Indonesian and Malay, Thai and Vietnamese. Data: a new word is one new
entry.

Compared after `normalise`: case, Latin marks and punctuation do not matter.
"""

from jaring.engines.readers.tables.mapping import Slot

# Every entity a row of a list can speak of. Links stand after the ends they join.
SLOTS: dict[str, Slot] = {
    slot.name: slot
    for slot in (
        Slot("person", "Person", "Person"),
        Slot(
            "passport",
            "Passport",
            "Passport or identity document",
            refs=(("holder", "person"),),
            keys=("number",),
        ),
        Slot("phone", "PhoneNumber", "Phone", keys=("number", "imei")),
        Slot("caller", "PhoneNumber", "Calling phone", keys=("number", "imei")),
        Slot("called", "PhoneNumber", "Called phone", keys=("number",)),
        Slot("account", "BankAccount", "Bank account", keys=("iban", "accountNumber")),
        Slot("profile", "UserAccount", "Online account", keys=("username",)),
        Slot("vessel", "Vessel", "Vessel", keys=("imoNumber", "mmsi", "name")),
        Slot("vehicle", "Vehicle", "Vehicle", keys=("registrationNumber",)),
        Slot("organisation", "Organization", "Organisation", keys=("registrationNumber", "name")),
        Slot("origin", "Venue", "Where it started", keys=("name",)),
        Slot("place", "Venue", "Where it ended", keys=("name",)),
        Slot("event", "Event", "Event"),
        Slot("uses_phone", "Use", "uses", refs=(("user", "person"), ("used", "phone"))),
        Slot("uses_account", "Use", "uses", refs=(("user", "person"), ("used", "account"))),
        Slot("uses_profile", "Use", "uses", refs=(("user", "person"), ("used", "profile"))),
        Slot("uses_vehicle", "Use", "uses", refs=(("user", "person"), ("used", "vehicle"))),
        Slot(
            "works_for",
            "Employment",
            "works for",
            refs=(("employee", "person"), ("employer", "organisation")),
        ),
        Slot(
            "aboard",
            "UnknownLink",
            "is aboard",
            (("role", "aboard"),),
            (("subject", "person"), ("object", "vessel")),
        ),
        Slot(
            "contact",
            "Contact",
            "called",
            (("medium", "voice"),),
            (("caller", "caller"), ("called", "called")),
        ),
        Slot(
            "leg",
            "RouteLeg",
            "travelled",
            (("mode", "sea"),),
            (("origin", "origin"), ("destination", "place"), ("carrier", "vessel")),
        ),
    )
}

# (slot, property) → headers, longest meanings first where one header holds another.
SYNONYMS: dict[tuple[str, str], str] = {
    ("person", "name"): (
        "name|full name|person|person name|passenger|passenger name|crew name|suspect|complete name|"
        "name of person|"
        "nama|nama lengkap|nama penuh|nama penumpang|nama abk|ชื่อ|ชื่อ-สกุล|ชื่อ-นามสกุล|"
        "ชื่อและนามสกุล|ชื่อ สกุล|"
        "ชื่อผู้โดยสาร|họ và tên|họ tên|tên|tên đầy đủ"
    ),
    ("person", "lastName"): "last name|family name|surname|nama keluarga|nama belakang|นามสกุล|สกุล|họ",
    ("person", "firstName"): (
        "first name|given name|given names|forename|forenames|nama depan|ชื่อตัว|ชื่อจริง|tên gọi|tên đệm và tên"
    ),
    ("person", "alias"): (
        "alias|aliases|aka|also known as|nickname|other names|nama alias|nama samaran|nama panggilan|"
        "ชื่อเล่น|นามแฝง|"
        "bí danh|tên khác"
    ),
    ("person", "fatherName"): "father name|fathers name|father's name|nama ayah|nama bapa|ชื่อบิดา|tên cha",
    ("person", "birthDate"): (
        "date of birth|dob|birth date|birthdate|born|tanggal lahir|tgl lahir|tarikh lahir|วันเกิด|"
        "วัน เดือน ปีเกิด|"
        "วันเดือนปีเกิด|ngày sinh|ngày tháng năm sinh|năm sinh|year of birth"
    ),
    ("person", "birthPlace"): "place of birth|pob|birth place|birthplace|tempat lahir|สถานที่เกิด|nơi sinh",
    ("person", "nationality"): ("nationality|citizenship|nat|kewarganegaraan|warganegara|kebangsaan|สัญชาติ|quốc tịch"),
    ("person", "gender"): "sex|gender|jenis kelamin|jantina|เพศ|giới tính",
    ("person", "email"): "email|e mail|email address|surel|alamat email|อีเมล|thư điện tử|địa chỉ email",
    ("person", "address"): "address|home address|residence|alamat|ที่อยู่|địa chỉ",
    ("person", "notes"): "remarks|notes|note|comment|comments|keterangan|catatan|หมายเหตุ|ghi chú",
    ("passport", "number"): (
        "passport|passport no|passport number|passport nr|document number|document no|"
        "travel document number|"
        "number of identity document|id number|id no|identity number|identity card|nik|no ktp|ktp|"
        "nomor paspor|"
        "no paspor|paspor|no pasport|nombor pasport|หนังสือเดินทาง|เลขหนังสือเดินทาง|เลขที่หนังสือเดินทาง|"
        "เลขประจำตัวประชาชน|hộ chiếu|số hộ chiếu|cccd|cmnd|số cccd|số cmnd"
    ),
    ("passport", "type"): (
        "document type|type of document|nature of identity document|jenis dokumen|ประเภทเอกสาร|loại giấy tờ"
    ),
    ("passport", "country"): (
        "issuing state|issuing country|issuing state of identity document|country of issue|negara penerbit|"
        "ประเทศที่ออก|nước cấp"
    ),
    ("passport", "startDate"): (
        "date of issue|issue date|passport issue date|tanggal terbit|วันที่ออก|วันออกหนังสือเดินทาง|ngày cấp"
    ),
    ("passport", "endDate"): (
        "expiry|expiry date|date of expiry|passport expiry|expires|expiry date of identity document|"
        "tanggal kedaluwarsa|berlaku sampai|tarikh luput|วันหมดอายุ|ngày hết hạn"
    ),
    ("phone", "number"): (
        "phone|phone number|telephone|telephone number|mobile|mobile number|cell|cell phone|whatsapp|"
        "tel|msisdn|"
        "contact number|telepon|no telepon|nomor telepon|no hp|hp|nomor hp|telefon|no telefon|โทรศัพท์|"
        "เบอร์โทร|"
        "เบอร์โทรศัพท์|หมายเลขโทรศัพท์|điện thoại|số điện thoại|sđt|di động"
    ),
    ("phone", "imei"): "imei|imei number|nomor imei|หมายเลขอีมี่|số imei",
    ("caller", "number"): (
        "caller|caller number|calling number|calling party|a number|a party|a number msisdn|from number|"
        "originating number|nomor pemanggil|penelepon|pemanggil|เบอร์ต้นทาง|หมายเลขต้นทาง|ผู้โทร|"
        "số gọi đi|số gọi"
    ),
    ("caller", "imei"): "caller imei|a imei|imei a|imei of caller",
    (
        "caller",
        "registeredTo",
    ): "subscriber|caller name|a subscriber|nama pemanggil|nama pelanggan|tên thuê bao",
    ("called", "number"): (
        "called|called number|called party|b number|b party|to number|receiver|recipient number|"
        "dialled number|"
        "dialed number|nomor tujuan|nomor yang dipanggil|penerima|เบอร์ปลายทาง|หมายเลขปลายทาง|ผู้รับ|"
        "số nhận|số bị gọi"
    ),
    ("called", "registeredTo"): "called name|b subscriber|receiver name|nama penerima",
    ("contact", "date"): (
        "call date|call time|call start|start time|date and time|datetime|call date and time|"
        "waktu panggilan|"
        "waktu mulai|tanggal panggilan|วันเวลา|เวลาโทร|วันที่โทร|thời gian gọi|giờ gọi|thời gian bắt đầu"
    ),
    ("contact", "duration"): (
        "duration|call duration|duration seconds|duration in seconds|duration sec|seconds|durasi|"
        "lama panggilan|"
        "ระยะเวลา|thời lượng"
    ),
    ("contact", "medium"): "call type|type of call|service|jenis panggilan|ประเภทการโทร|loại cuộc gọi",
    ("contact", "cell"): "cell id|cell site|cell tower|site|bts|lokasi bts|สถานีฐาน|trạm",
    ("account", "accountNumber"): (
        "account|account number|account no|bank account|bank account number|nomor rekening|no rekening|"
        "rekening|"
        "no akaun|เลขที่บัญชี|เลขบัญชี|บัญชีธนาคาร|số tài khoản|tài khoản"
    ),
    ("account", "iban"): "iban",
    ("account", "bankName"): "bank|bank name|nama bank|ธนาคาร|ชื่อธนาคาร|ngân hàng|tên ngân hàng",
    ("profile", "username"): (
        "username|user name|handle|facebook|telegram|line id|wechat|tiktok|instagram|social media|"
        "nama pengguna|"
        "akun|ชื่อผู้ใช้|ไลน์|tên người dùng|zalo"
    ),
    ("vessel", "name"): (
        "vessel|vessel name|name of vessel|name of ship|ship|ship name|boat|boat name|kapal|nama kapal|"
        "perahu|nama bot|"
        "เรือ|ชื่อเรือ|tàu|tên tàu|tàu thuyền"
    ),
    ("vessel", "imoNumber"): "imo|imo number|imo no|nomor imo|หมายเลข imo|số imo",
    ("vessel", "mmsi"): "mmsi|mmsi number|nomor mmsi|หมายเลข mmsi|số mmsi",
    ("vessel", "callSign"): "call sign|callsign|tanda panggilan|สัญญาณเรียกขาน|hô hiệu",
    (
        "vessel",
        "flag",
    ): "flag|flag state|flag state of ship|bendera|bendera kapal|ธง|ธงเรือ|quốc kỳ|cờ|treo cờ",
    ("vessel", "type"): "vessel type|ship type|type of vessel|jenis kapal|ประเภทเรือ|loại tàu",
    ("vehicle", "registrationNumber"): (
        "plate|number plate|licence plate|license plate|registration plate|vehicle registration|plat nomor|"
        "nomor polisi|nopol|ทะเบียนรถ|ป้ายทะเบียน|biển số|biển số xe"
    ),
    ("vehicle", "model"): "vehicle|vehicle model|car|kendaraan|mobil|ยานพาหนะ|รถ|xe|phương tiện",
    ("organisation", "name"): (
        "organisation|organization|company|company name|employer|agency|perusahaan|nama perusahaan|"
        "syarikat|บริษัท|"
        "ชื่อบริษัท|หน่วยงาน|công ty|tên công ty|tổ chức"
    ),
    ("aboard", "role"): (
        "rank|rank or rating|rating|rank or passenger|crew or passenger|position|jabatan|pangkat|"
        "ตำแหน่ง|chức vụ|"
        "chức danh"
    ),
    ("leg", "startDate"): ("departure date|date of departure|departed on|tanggal berangkat|วันออกเดินทาง|ngày khởi hành"),
    ("leg", "endDate"): (
        "arrival date|date of arrival|arrived on|landing date|tanggal tiba|tanggal kedatangan|"
        "วันที่มาถึง|วันที่ขึ้นฝั่ง|"
        "ngày đến|ngày cập bến"
    ),
    ("leg", "passengers"): (
        "number of persons|persons|people|number of people|pax|total persons|total on board|"
        "persons on board|"
        "jumlah orang|jumlah penumpang|จำนวนคน|จำนวนผู้โดยสาร|số người|số hành khách"
    ),
    ("leg", "description"): "circumstances|how found|uraian|kronologi|รายละเอียด|mô tả",
    ("origin", "name"): (
        "departed from|place of departure|port of departure|port of embarkation|embarkation|origin|from|"
        "last port of call|tempat berangkat|pelabuhan asal|asal|ต้นทาง|ท่าเรือต้นทาง|nơi đi|cảng đi|"
        "nơi khởi hành"
    ),
    ("origin", "country"): (
        "country of departure|departure country|country of embarkation|negara asal|ประเทศต้นทาง|nước đi"
    ),
    ("place", "name"): (
        "place of arrival|landing place|place of landing|port of arrival|port of disembarkation|"
        "disembarkation|"
        "destination|place|location|to|tempat tiba|pelabuhan tujuan|tujuan|lokasi|ปลายทาง|สถานที่|"
        "จุดขึ้นฝั่ง|nơi đến|"
        "cảng đến|địa điểm"
    ),
    (
        "place",
        "country",
    ): "country|country of arrival|arrival country|negara|negara tujuan|ประเทศ|quốc gia|nước đến",
    ("place", "latitude"): "latitude|lat|lintang|ละติจูด|vĩ độ",
    ("place", "longitude"): "longitude|lon|long|lng|bujur|ลองจิจูด|kinh độ",
    ("event", "name"): "event|incident|operation|kejadian|peristiwa|เหตุการณ์|sự kiện|vụ việc",
    ("event", "date"): "date|incident date|event date|tanggal|tarikh|วันที่|ngày",
}
