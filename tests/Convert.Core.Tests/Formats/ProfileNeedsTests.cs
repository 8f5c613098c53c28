using Xunit;

namespace Refold.Core.Tests;

public sealed class ProfileNeedsTests
{
    [Fact]
    public void Everything_is_needed_when_nobody_says_less()
    {
        Assert.True(ProfileNeeds.All.Has(Fidelity.All));
        Assert.Null(ProfileNeeds.All.LabelKeys);
        Assert.True(new ConversionContext().Wanted.Has(Fidelity.All));
    }

    [Fact]
    public void All_of_the_facts_asked_for_must_be_needed()
    {
        var needs = new ProfileNeeds { Fidelity = Fidelity.Labels | Fidelity.Times };

        Assert.True(needs.Has(Fidelity.Labels));
        Assert.True(needs.Has(Fidelity.None));
        Assert.False(needs.Has(Fidelity.Labels | Fidelity.Lines));
    }

    [Fact]
    public void Two_together_need_what_either_needs()
    {
        var tid = new ProfileNeeds { Fidelity = Fidelity.Labels, LabelKeys = ["tid", "pid"] };
        var comm = new ProfileNeeds { Fidelity = Fidelity.Labels | Fidelity.Times, LabelKeys = ["comm", "pid"] };

        ProfileNeeds both = tid.And(comm);

        Assert.Equal(Fidelity.Labels | Fidelity.Times, both.Fidelity);
        Assert.Equal(["tid", "pid", "comm"], both.LabelKeys);
    }

    [Fact]
    public void Who_needs_all_labels_needs_all_labels()
    {
        var some = new ProfileNeeds { Fidelity = Fidelity.Labels, LabelKeys = ["tid"] };
        var noLabels = new ProfileNeeds { Fidelity = Fidelity.Times };

        Assert.Null(some.And(ProfileNeeds.All).LabelKeys);
        Assert.Null(ProfileNeeds.All.And(some).LabelKeys);
        Assert.Equal(["tid"], some.And(noLabels).LabelKeys);
        Assert.Equal(["tid"], noLabels.And(some).LabelKeys);
    }
}
