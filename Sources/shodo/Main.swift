import ArgumentParser
import Commands

@main
enum Main {
    static func main() async {
        checkArguments()
        await Shodo.main()
    }
}
