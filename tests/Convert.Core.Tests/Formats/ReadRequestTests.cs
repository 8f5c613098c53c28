using Refold.Formats;
using Xunit;

namespace Refold.Core.Tests;

public sealed class ReadRequestTests
{
    [Fact]
    public void All_facts_are_requested_by_default()
    {
        Assert.True(ReadRequest.All.Has(ProfileFacts.All));
        Assert.Null(ReadRequest.All.LabelKeys);
        Assert.True(new ConversionContext().Request.Has(ProfileFacts.All));
    }

    [Fact]
    public void A_request_has_facts_only_if_it_has_all_of_them()
    {
        var needs = new ReadRequest { Facts = ProfileFacts.Labels | ProfileFacts.Times };

        Assert.True(needs.Has(ProfileFacts.Labels));
        Assert.True(needs.Has(ProfileFacts.None));
        Assert.False(needs.Has(ProfileFacts.Labels | ProfileFacts.Lines));
    }

    [Fact]
    public void A_union_requests_the_facts_of_both()
    {
        var tid = new ReadRequest { Facts = ProfileFacts.Labels, LabelKeys = ["tid", "pid"] };
        var comm = new ReadRequest { Facts = ProfileFacts.Labels | ProfileFacts.Times, LabelKeys = ["comm", "pid"] };

        ReadRequest both = tid.Union(comm);

        Assert.Equal(ProfileFacts.Labels | ProfileFacts.Times, both.Facts);
        Assert.Equal(["tid", "pid", "comm"], both.LabelKeys);
    }

    [Fact]
    public void A_union_with_all_labels_requests_all_labels()
    {
        var some = new ReadRequest { Facts = ProfileFacts.Labels, LabelKeys = ["tid"] };
        var noLabels = new ReadRequest { Facts = ProfileFacts.Times };

        Assert.Null(some.Union(ReadRequest.All).LabelKeys);
        Assert.Null(ReadRequest.All.Union(some).LabelKeys);
        Assert.Equal(["tid"], some.Union(noLabels).LabelKeys);
        Assert.Equal(["tid"], noLabels.Union(some).LabelKeys);
    }
}
