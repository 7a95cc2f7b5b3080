import Rules

extension Phrases {
    /// What is said to whoever has reported, at once and later.
    enum Receipt {
        static let received = phrase("通報を受け付けました", "Your report has been received")
        static let exercise = phrase("これは訓練です。", "This is an exercise.")
        static let lifeTitle = phrase("先に電話してください", "Telephone first")
        static let thenCall = phrase("次に電話する相手", "Whom to telephone next")
        static let number = phrase("受付番号", "Receipt number")
        static let passPhrase = phrase("合言葉", "Pass-phrase")
        static let keep = phrase(
            "この二つを控えてください。あとから様子を見たり，書き足したりするときに要ります。このページは1時間で開けなくなります。",
            "Keep both, to come back. This page can be opened for one hour.")
        static let call = phrase("通報の内容を話す相手", "To whom to talk about the report")
        static let noNumbers = phrase(
            "今つながる電話番号は登録されていません。通報は届いています。", "No telephone number answers now. Your report has arrived.")
        static let dos = phrase("してください", "Do")
        static let donts = phrase("しないでください", "Do not")
        static let addLater = phrase("あとから書き足すには", "To add to it later")
        static let addHow = phrase(
            "「通報の確認と追加」のページで，受付番号と合言葉を入れてください。", "Open this page and enter the number and the pass-phrase.")
        static let proof = phrase("後で確かめるための控え", "For checking the record later")
        static let at = phrase("受付日時", "Received")
        static let position = phrase("記録の位置", "Position in the record")
        static let head = phrase("記録の先端（要約値）", "Head of the record (hash)")
        static let headFull = phrase("全桁", "In full")
        static let proofWhy = phrase(
            "この位置と要約値があれば，通報があとで書き換えられたり消されたりしていないことを確かめられます。",
            "With these it can be proved that the report was not changed or taken away afterwards.")
        static func lost(_ count: Int) -> Label {
            phrase(
                "添付\(count)個は保存できませんでした。書かれたことは受け付けています。ファイルは消さずに，担当者に直接渡してください。",
                "\(count) files could not be kept. What you wrote was received; keep the files and hand them over.")
        }
        static let filesTaken = phrase("添付", "Attachments")
        static let pastTaken = phrase("済んだこととして記録した件数", "Entered as done already")
        static let print = phrase("印刷する", "Print")
        static let title = phrase("通報の確認と追加", "See and add to a report")
        static let lead = phrase(
            "通報したときにお渡しした受付番号と合言葉を入れてください。", "Enter the number and the pass-phrase you were given.")
        static let phraseHint = phrase(
            "四つの言葉。間の空白や「-」は無くても，かたかなでも構いません。", "Four words; spaces and hyphens may be left out.")
        static let show = phrase("確認する", "Show")
        static let numberMissing = phrase("受付番号を書いてください。", "Enter the receipt number.")
        static let phraseMissing = phrase("合言葉を書いてください。", "Enter the pass-phrase.")
        static let noMatch = phrase(
            "受付番号と合言葉の組が見付かりません。控えをもう一度確かめてください。合言葉をなくしたときは，窓口に電話で受付番号を伝えてください。",
            "There is no such pair. Check both; if you have lost the pass-phrase, telephone the desk with your number.")
        static let state = phrase("今の状態", "State")
        static let stateReceived = phrase("受付済", "Received")
        static let stateOpened = phrase("担当者が内容を確認", "Opened by somebody in charge")
        static let stateUnderWay = phrase("対応中", "Under way")
        static let stateEnded = phrase("終了", "Ended")
        static let said = phrase("通報した内容", "What you reported")
        static let addedAt = phrase("書き足した内容", "What you added")
        static let add = phrase("書き足す", "Add")
        static let addText = phrase("書き足したいこと", "What you want to add")
        static let addHint = phrase("分かったこと，変わったこと，連絡先など。", "What you have learnt, what has changed, how to reach you.")
        static let addSend = phrase("書き足して送る", "Send")
        static let addMissing = phrase("書き足すことを書くか，ファイルを選んでください。", "Write something or choose a file.")
        static let added = phrase("書き足しました。", "It has been added.")
        static let endedNote = phrase(
            "この通報の対応は終わっています。書き足したことは担当者に届きます。", "The matter has ended; what you add still arrives.")
        static func fileCount(_ count: Int) -> Label { phrase("添えたファイル \(count)個", "\(count) files") }
    }
}
