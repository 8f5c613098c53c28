namespace Example.Events;

/// <summary>Makes events of one kind for a while: <c>Events KIND [MILLISECONDS]</c>; says what it did.</summary>
internal static class Program
{
    private static int Main(string[] arguments)
    {
        var length = TimeSpan.FromMilliseconds(arguments.Length > 1 ? int.Parse(arguments[1]) : 500);
        switch (arguments.FirstOrDefault())
        {
            case "threads":
                Threads.Run(length);
                return 0;
            case "allocations":
                Allocations.Run(length);
                return 0;
            case "locks":
                Locks.Run(length);
                return 0;
            case "waits":
                Waits.Run(length);
                return 0;
            case "exceptions":
                Exceptions.Run(200);
                return 0;
            case "collections":
                Collections.Run(20);
                return 0;
            case "dynamic":
                DynamicMethods.Run(60);
                return 0;
            case "everything":
                Everything();
                return 0;
            case "large":
                Large.Run(length);
                return 0;
            default:
                Console.Error.WriteLine(
                    "expected one of threads, allocations, locks, waits, exceptions, collections, dynamic, everything,"
                    + " large");
                return 2;
        }
    }

    private static void Everything()
    {
        var tenth = TimeSpan.FromMilliseconds(100);
        Threads.Run(tenth);
        Allocations.Run(tenth);
        Locks.Run(tenth);
        Waits.Run(tenth);
        Exceptions.Run(30);
        Collections.Run(6);
    }
}
