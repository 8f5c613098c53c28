using Refold.Formats.GoTrace;
using Xunit;

namespace Refold.Formats.Tests.GoTrace;

/// <summary>The merge of several queues of events into one order.</summary>
public sealed class GoMergeTests
{
    [Theory]
    [InlineData("1 4 7|2 5|3 6 8 9", "1 2 3 4 5 6 7 8 9")]
    [InlineData("5|4|3|2|1", "1 2 3 4 5")]
    [InlineData("1 2 3", "1 2 3")]
    [InlineData("9 1|5", "5 9 1")]
    public void The_earliest_event_comes_first(string queues, string order) =>
        Assert.Equal(order, Merge(queues, _ => true));

    // Event 3 depends on event 5 of another queue, as if the clock of its processor were slow.
    [Fact]
    public void A_deferred_event_is_applied_after_the_event_that_it_depends_on()
    {
        var seen = new List<long>();

        string order = Merge("3 4|5 6", time =>
        {
            bool isPossible = time != 3 || seen.Contains(5);
            seen.Add(time);
            return isPossible;
        });

        Assert.Equal("5 3 4 6", order);
    }

    [Fact]
    public void If_all_events_are_deferred_none_is_applied() =>
        Assert.Equal("1 Deferred", Merge("1 2|3", time => time == 1));

    private static string Merge(string queues, Func<long, bool> isPossible)
    {
        var merge = new GoMerge<Queue>();
        foreach (string queue in queues.Split('|'))
        {
            var added = new Queue([.. queue.Split(' ').Select(long.Parse)]);
            added.MoveNext();
            merge.Add(added);
        }

        var order = new List<string>();
        var result = GoEventResult.Applied;
        while (merge.Count > 0 && result == GoEventResult.Applied)
        {
            result = merge.Step(queue =>
            {
                if (!isPossible(queue.Time))
                {
                    return GoEventResult.Deferred;
                }

                order.Add($"{queue.Time}");
                return GoEventResult.Applied;
            });
        }

        return string.Join(' ', result == GoEventResult.Applied ? order : order.Append($"{result}"));
    }

    private sealed class Queue(long[] times) : GoEventQueue
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
