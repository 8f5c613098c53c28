using Refold.Formats;
using Xunit;

namespace Refold.Core.Tests;

public sealed class ReadRequestTests
{
    [Fact]
    public void Everything_is_needed_when_nobody_says_less()
    {
        Assert.True(ReadRequest.All.Has(ProfileFacts.All));
        Assert.Null(ReadRequest.All.LabelKeys);
        Assert.True(new ConversionContext().Request.Has(ProfileFacts.All));
    }

    [Fact]
    public void All_of_the_facts_asked_for_must_be_needed()
    {
        var needs = new ReadRequest { Facts = ProfileFacts.Labels | ProfileFacts.Times };

        Assert.True(needs.Has(ProfileFacts.Labels));
        Assert.True(needs.Has(ProfileFacts.None));
        Assert.False(needs.Has(ProfileFacts.Labels | ProfileFacts.Lines));
    }

    [Fact]
    public void Two_together_need_what_either_needs()
    {
        var tid = new ReadRequest { Facts = ProfileFacts.Labels, LabelKeys = ["tid", "pid"] };
        var comm = new ReadRequest { Facts = ProfileFacts.Labels | ProfileFacts.Times, LabelKeys = ["comm", "pid"] };

        ReadRequest both = tid.Union(comm);

        Assert.Equal(ProfileFacts.Labels | ProfileFacts.Times, both.Facts);
        Assert.Equal(["tid", "pid", "comm"], both.LabelKeys);
    }

    [Fact]
    public void Who_needs_all_labels_needs_all_labels()
    {
        var some = new ReadRequest { Facts = ProfileFacts.Labels, LabelKeys = ["tid"] };
        var noLabels = new ReadRequest { Facts = ProfileFacts.Times };

        Assert.Null(some.Union(ReadRequest.All).LabelKeys);
        Assert.Null(ReadRequest.All.Union(some).LabelKeys);
        Assert.Equal(["tid"], some.Union(noLabels).LabelKeys);
        Assert.Equal(["tid"], noLabels.Union(some).LabelKeys);
    }
}
