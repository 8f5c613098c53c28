using Refold.Formats.GoTrace;
using Xunit;

namespace Refold.Formats.Tests.GoTrace;

/// <summary>The order of events of several queues.</summary>
public sealed class GoMergeTests
{
    [Theory]
    [InlineData("1 4 7|2 5|3 6 8 9", "1 2 3 4 5 6 7 8 9")]
    [InlineData("5|4|3|2|1", "1 2 3 4 5")]
    [InlineData("1 2 3", "1 2 3")]
    [InlineData("9 1|5", "5 9 1")]
    public void The_earliest_event_is_the_first(string queues, string order) =>
        Assert.Equal(order, Merge(queues, _ => true));

    // 3 may come only behind 5: as when the clock of one processor is late.
    [Fact]
    public void An_event_waits_for_one_of_another_queue()
    {
        var seen = new List<long>();

        string order = Merge("3 4|5 6", time =>
        {
            bool mayHappen = time != 3 || seen.Contains(5);
            seen.Add(time);
            return mayHappen;
        });

        Assert.Equal("5 3 4 6", order);
    }

    [Fact]
    public void If_all_wait_nothing_happens() => Assert.Equal("1 Waits", Merge("1 2|3", time => time == 1));

    private static string Merge(string queues, Func<long, bool> mayHappen)
    {
        var merge = new GoMerge<Queue>();
        foreach (string queue in queues.Split('|'))
        {
            var added = new Queue([.. queue.Split(' ').Select(long.Parse)]);
            added.MoveNext();
            merge.Add(added);
        }

        var order = new List<string>();
        var result = GoAdvance.Done;
        while (merge.Count > 0 && result == GoAdvance.Done)
        {
            result = merge.Step(queue =>
            {
                if (!mayHappen(queue.Time))
                {
                    return GoAdvance.Waits;
                }

                order.Add($"{queue.Time}");
                return GoAdvance.Done;
            });
        }

        return string.Join(' ', result == GoAdvance.Done ? order : order.Append($"{result}"));
    }

    private sealed class Queue(long[] times) : GoCursor
    {
        private int _next;

        public override bool MoveNext()
        {
            if (_next == times.Length)
            {
                return false;
            }

            Time = times[_next++];
            return true;
        }
    }
}
