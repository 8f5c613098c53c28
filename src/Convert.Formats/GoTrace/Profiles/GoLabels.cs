using System.Runtime.InteropServices;

namespace Refold.Formats.GoTrace;

/// <summary>Makes the labels of samples: of those keys that somebody wants.</summary>
internal sealed class GoLabels
{
    private readonly ProfileBuilder _builder;
    private readonly List<Label> _labels = [];
    private readonly StringId _goroutine;
    private readonly StringId _entry;
    private readonly StringId _processor;
    private readonly StringId _thread;
    private readonly StringId _task;
    private readonly StringId _region;
    private GoAnnotations? _annotations;

    /// <summary>Makes labels in a profile.</summary>
    public GoLabels(ProfileBuilder builder, ReadRequest wanted)
    {
        _builder = builder;
        _goroutine = KeyOf("goroutine");
        _entry = KeyOf("entry");
        _processor = KeyOf("p");
        _thread = KeyOf(WellKnownLabels.ThreadId);
        _task = KeyOf("task");
        _region = KeyOf("region");
        Reason = KeyOf("reason");
        State = KeyOf("state");
        After = KeyOf("after");
        Created = KeyOf("created");
        return;

        StringId KeyOf(string key)
        {
            bool isWanted = wanted.Has(ProfileFacts.Labels) && wanted.LabelKeys?.Contains(key) != false;
            builder.MarkDiscarded(isWanted ? ProfileFacts.None : ProfileFacts.Labels);
            return isWanted ? builder.AddString(key) : default;
        }
    }

    /// <summary>The key of why a goroutine waits, or why the world is stopped.</summary>
    public StringId Reason { get; }

    /// <summary>The key of what a goroutine does.</summary>
    public StringId State { get; }

    /// <summary>The key of what made a goroutine wait for a processor.</summary>
    public StringId After { get; }

    /// <summary>The key of the entry function of a goroutine that another one creates.</summary>
    public StringId Created { get; }

    /// <summary>
    /// The labels of a sample of a goroutine, with one more text unless that or its key is not wanted.
    /// </summary>
    public LabelSetId Of(Goroutine goroutine, StringId key = default, StringId text = default)
    {
        GoAnnotations? annotations = goroutine.Annotations;
        var memo = new GoLabelMemo(
            key, text, goroutine.EntryName, annotations?.Task ?? default, annotations?.Region ?? default);
        if (goroutine.Labels is { } known && known.Of == memo)
        {
            return known.Set;
        }

        LabelSetId set = For(goroutine).Add(key, text).End();
        goroutine.Labels = (memo, set);
        return set;
    }

    /// <summary>Begins the labels of a sample: whose it is.</summary>
    public GoLabels For(Goroutine? goroutine, ulong id, StringId entry)
    {
        _labels.Clear();
        if (_goroutine != default)
        {
            _labels.Add(Label.OfNumber(_goroutine, (long)id));
        }

        _annotations = goroutine?.Annotations;
        return Add(_entry, entry);
    }

    /// <summary>Begins the labels of a sample of a goroutine.</summary>
    public GoLabels For(Goroutine goroutine) => For(goroutine, goroutine.Id, goroutine.EntryName);

    /// <summary>Adds where it runs, as far as that is known.</summary>
    public GoLabels On(long processor, ulong thread)
    {
        if (_processor != default && processor >= 0)
        {
            _labels.Add(Label.OfNumber(_processor, processor));
        }

        if (_thread != default && thread != GoTransition.NoThread)
        {
            _labels.Add(Label.OfNumber(_thread, (long)thread));
        }

        return this;
    }

    /// <summary>Adds a text, if its key is wanted and it is not empty.</summary>
    public GoLabels Add(StringId key, StringId text)
    {
        if (key != default && text != default)
        {
            _labels.Add(Label.OfText(key, text));
        }

        return this;
    }

    /// <summary>The labels begun last, task and region at the end.</summary>
    public LabelSetId End()
    {
        if (_annotations is { } annotations)
        {
            Add(_task, annotations.Task);
            Add(_region, annotations.Region);
        }

        return _labels.Count == 0 ? default : _builder.AddLabels(CollectionsMarshal.AsSpan(_labels));
    }
}
